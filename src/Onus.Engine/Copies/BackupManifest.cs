using System.Text;
using System.Text.Json;
using Onus.Core;
using Onus.Log.Storage;

namespace Onus.Engine.Copies;

/// <summary>What a backup says of itself: up to which checkpoint, when, and what of the vault.</summary>
/// <param name="Time">When it was made.</param>
/// <param name="Key">The vkey under which the log signs.</param>
/// <param name="Size">How many entries it has.</param>
/// <param name="Root">The root over them.</param>
/// <param name="Checkpoint">The signed checkpoint that says so.</param>
/// <param name="Vault">The parts of the vault's files, in the order in which they were copied.</param>
public sealed record BackupManifest(LogTime Time, string Key, ulong Size, Hash256 Root, string Checkpoint, IReadOnlyList<CopiedPiece> Vault)
{
    /// <summary>The name of the file.</summary>
    public const string Name = "backup.json";

    private const string Format = "onus-backup/1";
    private const int MostBytes = 64 << 20;

    /// <summary>Reads the manifest of a backup; null where there is none.</summary>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public static BackupManifest? Read(IStorageDevice device)
    {
        ArgumentNullException.ThrowIfNull(device);
        if (!device.List().Contains(Name)) return null;
        using var file = device.Open(Name, writable: false);
        var bytes = new byte[Math.Min(file.Length, MostBytes)];
        try
        {
            using var json = JsonDocument.Parse(bytes.AsMemory(0, file.Read(bytes, 0)));
            return Read(json.RootElement);
        }
        catch (Exception damage) when (damage is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new InvalidDataException($"{Name} in {device.Location} is damaged: {damage.Message}");
        }
    }

    /// <summary>Writes the manifest, durably.</summary>
    public void Write(IStorageDevice device)
    {
        ArgumentNullException.ThrowIfNull(device);
        var bytes = ToBytes();
        using var file = device.List().Contains(Name) ? device.Open(Name, writable: true) : device.Create(Name);
        file.Write(bytes, 0);
        file.SetLength(bytes.Length);
        file.Flush();
        device.FlushDirectory();
    }

    private static BackupManifest Read(JsonElement root)
    {
        if (root.GetProperty("format").GetString() != Format) throw new FormatException($"its format is not {Format}");
        var pieces = root.GetProperty("vault").EnumerateArray().Select(piece => new CopiedPiece(
            piece.GetProperty("file").GetString()!, piece.GetProperty("start").GetInt64(), piece.GetProperty("end").GetInt64(),
            HashOf(piece.GetProperty("sha256"))));
        return new BackupManifest(
            new LogTime(root.GetProperty("timeNanoseconds").GetUInt64()), root.GetProperty("key").GetString()!, root.GetProperty("size").GetUInt64(),
            HashOf(root.GetProperty("root")), root.GetProperty("checkpoint").GetString()!, [.. pieces]);
    }

    private static Hash256 HashOf(JsonElement text)
    {
        var bytes = Convert.FromHexString(text.GetString()!);
        return bytes.Length == Hash256.Size ? new Hash256(bytes) : throw new FormatException("a hash of another length");
    }

    private byte[] ToBytes()
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            json.WriteString("format", Format);
            json.WriteNumber("timeNanoseconds", Time.Nanoseconds);
            json.WriteString("key", Key);
            json.WriteNumber("size", Size);
            json.WriteString("root", Convert.ToHexStringLower(Root.Bytes));
            json.WriteString("checkpoint", Checkpoint);
            json.WriteStartArray("vault");
            foreach (var piece in Vault)
            {
                json.WriteStartObject();
                json.WriteString("file", piece.File);
                json.WriteNumber("start", piece.Start);
                json.WriteNumber("end", piece.End);
                json.WriteString("sha256", Convert.ToHexStringLower(piece.Sha256.Bytes));
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return [.. stream.ToArray(), .. Encoding.ASCII.GetBytes("\n")];
    }
}
