using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Onus.Console.Hosting;

/// <summary>The console's stylesheets, modules and fonts, from this assembly. The hash in their addresses covers them all, so
/// that a module may name its neighbour relatively, and a browser may keep them for ever.</summary>
internal static class ConsoleAssets
{
    private const string Prefix = "Assets/";

    private static readonly FrozenDictionary<string, byte[]> Files = Load();
    private static readonly string Hash = HashOf(Files);
    private static readonly ConcurrentDictionary<string, byte[]> Compressed = new(StringComparer.Ordinal);

    /// <summary>The address of an asset by its path under Assets.</summary>
    public static string Url(string path) =>
        Files.ContainsKey(path) ? $"{OnusConsole.Root}/assets/{Hash}/{path}" : throw new ArgumentException($"no asset {path}");

    public static IEnumerable<string> Paths => Files.Keys;

    public static void Map(IEndpointRouteBuilder group) => group.MapGet("/assets/{hash}/{**path}", Serve);

    private static IResult Serve(HttpContext http, string hash, string path)
    {
        if (hash != Hash || !Files.TryGetValue(path, out var bytes)) return Results.NotFound();
        http.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        http.Response.Headers.Vary = "Accept-Encoding";
        if (!IsText(path) || !http.Request.Headers.AcceptEncoding.ToString().Contains("br", StringComparison.Ordinal))
            return Results.Bytes(bytes, TypeOf(path));
        http.Response.Headers.ContentEncoding = "br";
        return Results.Bytes(Compressed.GetOrAdd(path, static (_, b) => Brotli(b), bytes), TypeOf(path));
    }

    private static bool IsText(string path) => !path.EndsWith(".woff2", StringComparison.Ordinal);

    private static string TypeOf(string path) => Path.GetExtension(path) switch
    {
        ".css" => "text/css; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".svg" => "image/svg+xml",
        ".woff2" => "font/woff2",
        _ => "text/plain; charset=utf-8",
    };

    private static FrozenDictionary<string, byte[]> Load()
    {
        var assembly = typeof(ConsoleAssets).Assembly;
        var files = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var name in assembly.GetManifestResourceNames())
        {
            var path = name.Replace('\\', '/');
            if (!path.StartsWith(Prefix, StringComparison.Ordinal)) continue;
            using var stream = assembly.GetManifestResourceStream(name)!;
            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            files.Add(path[Prefix.Length..], bytes);
        }

        return files.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private static string HashOf(FrozenDictionary<string, byte[]> files)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (path, bytes) in files.OrderBy(f => f.Key, StringComparer.Ordinal))
        {
            hash.AppendData(Encoding.UTF8.GetBytes(path));
            hash.AppendData(SHA256.HashData(bytes));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..16];
    }

    private static byte[] Brotli(byte[] bytes)
    {
        using var memory = new MemoryStream();
        using (var brotli = new BrotliStream(memory, CompressionLevel.SmallestSize)) brotli.Write(bytes);
        return memory.ToArray();
    }
}
