using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using Onus.Core;
using Onus.Log.Notes;

namespace Onus.Log.Exhibits;

/// <summary>How much of a confidential case an exhibit shows.</summary>
public enum ExhibitFace : byte
{
    /// <summary>What everybody may see: a confidential act shows the state, its meaning and the time only.</summary>
    Public,

    /// <summary>Everything that the log holds: for auditors and the desks that the product names.</summary>
    Full,
}

/// <summary>A member as the manifest lists it.</summary>
public readonly record struct ListedMember(string Path, Hash256 Hash);

/// <summary>The list of an exhibit's members, in their order, as <c>sha256sum -c</c> reads it; lines that begin with <c>#</c> say
/// what the exhibit is of.</summary>
/// <param name="Origin">The log.</param>
/// <param name="Case">The case, by the entry that opened it.</param>
/// <param name="Face">How much it shows.</param>
/// <param name="Members">Every other member, in the order of the archive.</param>
public sealed record ExhibitManifest(string Origin, ulong Case, ExhibitFace Face, ImmutableArray<ListedMember> Members)
{
    /// <summary>The first line, without its mark.</summary>
    public const string Format = "onus-exhibit/1";

    private const int MaxSize = 16 * 1024 * 1024;

    /// <summary>The manifest of these members.</summary>
    public static ExhibitManifest Of(string origin, ulong @case, ExhibitFace face, IEnumerable<ArchiveMember> members) =>
        new(origin, @case, face, [.. members.Select(m => new ListedMember(m.Path, new Hash256(SHA256.HashData(m.Bytes.Span))))]);

    /// <summary>The text.</summary>
    public override string ToString()
    {
        var text = new StringBuilder($"# {Format}\n# origin {Origin}\n# case {Case}\n# face {Word(Face)}\n");
        foreach (var (path, hash) in Members) text.Append(hash).Append("  ").Append(path).Append('\n');
        return text.ToString();
    }

    /// <summary>The bytes.</summary>
    public byte[] ToBytes() => Encoding.UTF8.GetBytes(ToString());

    /// <summary>Reads a manifest; only what <see cref="ToBytes"/> would have written.</summary>
    public static bool TryParse(
        ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out ExhibitManifest? manifest, [NotNullWhen(false)] out string? error)
    {
        (manifest, error) = (null, null);
        if (bytes.Length > MaxSize || !bytes.EndsWith("\n"u8))
        {
            error = "it is too long, or its last line does not end";
            return false;
        }

        var lines = Encoding.UTF8.GetString(bytes[..^1]).Split('\n');
        if (lines.Length < 4 || lines[0] != $"# {Format}") error = $"its first line is not '# {Format}'";
        else if (!lines[1].StartsWith("# origin ", StringComparison.Ordinal)) error = "line 2 does not name the origin";
        else if (!lines[2].StartsWith("# case ", StringComparison.Ordinal)) error = "line 3 does not name the case";
        else if (lines[3] != $"# face {Word(ExhibitFace.Public)}" && lines[3] != $"# face {Word(ExhibitFace.Full)}") error = "line 4 does not name the face";
        if (error is not null) return false;

        var face = lines[3] == $"# face {Word(ExhibitFace.Public)}" ? ExhibitFace.Public : ExhibitFace.Full;
        if (!StrictDecimal.TryParse(Encoding.UTF8.GetBytes(lines[2]["# case ".Length..]), out var @case))
        {
            error = "line 3 does not name a case by its number";
            return false;
        }

        var members = ImmutableArray.CreateBuilder<ListedMember>();
        for (var i = 4; i < lines.Length; i++)
        {
            if (TryReadLine(lines[i], out var member)) members.Add(member);
            else error ??= $"line {i + 1} is not a hash, two spaces and a path";
        }

        manifest = new ExhibitManifest(lines[1]["# origin ".Length..], @case, face, members.DrainToImmutable());
        if (error is null && manifest.Members.Select(m => m.Path).Distinct(StringComparer.Ordinal).Count() != manifest.Members.Length)
            error = "it lists a member twice";
        if (error is null && !manifest.ToBytes().AsSpan().SequenceEqual(bytes)) error = "it is not written as a manifest is";
        if (error is not null) manifest = null;
        return manifest is not null;
    }

    private static bool TryReadLine(string line, out ListedMember member)
    {
        member = default;
        const int Digits = 2 * Hash256.Size;
        if (line.Length < Digits + 3 || line.AsSpan(Digits, 2) is not "  " || !line[..Digits].All(char.IsAsciiHexDigitLower)) return false;
        member = new ListedMember(line[(Digits + 2)..], Hash256.FromHex(line.AsSpan(0, Digits)));
        return ExhibitPaths.IsPath(member.Path) && member.Path != ExhibitPaths.Manifest;
    }

    private static string Word(ExhibitFace face) => face == ExhibitFace.Public ? "public" : "full";
}
