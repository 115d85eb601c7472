using System.Diagnostics;
using System.Security.Cryptography;

namespace Onus.Testing;

/// <summary>Checks a directory of tiles, or a log that is served, with Go's own sumdb packages: tests/interop/logcheck, built once and kept among
/// the temporary files.</summary>
public static class GoLogCheck
{
    private const string Packages = "/usr/share/gocode";
    private static readonly string Source = Path.Combine(AppContext.BaseDirectory, "interop", "logcheck");
    private static readonly Lazy<string> Program = new(Build);

    /// <summary>Why Go cannot check anything here, or null when it can.</summary>
    public static string? Unavailable { get; } =
        Find("go") is null ? "go is not on the PATH (Debian: golang-go)"
        : !Directory.Exists(Path.Combine(Packages, "src/golang.org/x/mod/sumdb/tlog"))
            ? $"golang.org/x/mod is not in {Packages} (Debian: golang-golang-x-mod-dev)"
        : null;

    /// <summary>Runs the checker.</summary>
    /// <param name="directory">Holds <c>checkpoint</c> and <c>tile/</c>; or the address below which they are served.</param>
    /// <param name="vkey">The key that must have signed the checkpoint.</param>
    /// <param name="proofs">The lines that say which proofs to make again and compare.</param>
    /// <param name="token">The bearer token with which a server is asked for entries.</param>
    /// <returns>The exit code, and what was printed.</returns>
    public static (int ExitCode, string Output) Run(string directory, string vkey, IEnumerable<string> proofs, string token = "")
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllLines(file, proofs);
            return Start(Program.Value, token, directory, vkey, file);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static string Build()
    {
        var files = Directory.GetFiles(Source, "*.go").Order(StringComparer.Ordinal).ToArray();
        var content = SHA256.HashData([.. files.SelectMany(File.ReadAllBytes)]);
        var folder = Path.Combine(Path.GetTempPath(), "onus-logcheck");
        var program = Path.Combine(folder, Convert.ToHexStringLower(content.AsSpan(0, 8)));
        if (File.Exists(program)) return program;
        var fresh = $"{program}.{Environment.ProcessId}";
        var (exitCode, output) = Start("go", "", ["build", "-o", fresh, .. files]);
        if (exitCode != 0) throw new InvalidOperationException($"go build failed: {output}");

        // Two test processes may build at once; whichever is moved last, the program is the same.
        File.Move(fresh, program, overwrite: true);
        return program;
    }

    private static (int ExitCode, string Output) Start(string program, string token, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["LOGCHECK_TOKEN"] = token;
        start.Environment["GO111MODULE"] = "off";
        start.Environment["GOFLAGS"] = "";
        start.Environment["GOPATH"] = Packages;
        start.Environment["GOCACHE"] = Path.Combine(Path.GetTempPath(), "onus-logcheck", "cache");
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        process.WaitForExit();
        return (process.ExitCode, output.Result + error.Result);
    }

    private static string? Find(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator)
        .Select(folder => Path.Combine(folder, program))
        .FirstOrDefault(File.Exists);
}
