using Onus.Client.Contracts;
using Onus.Core;

namespace Onus.Server.Cases;

/// <summary>What a file of evidence was called and what it is: kept encrypted beside its bytes, as the name of its commitment.</summary>
internal static class EvidenceLabel
{
    private const int MostMediaType = 40;

    /// <summary>Keeps it.</summary>
    public static void Write(NameRegister names, Hash256 commitment, Id128 subject, EvidenceFile file)
    {
        if (!IsMediaType(file.MediaType)) throw Refused.Malformed($"'{file.MediaType}' is no media type such as application/pdf", "/evidence");
        var label = $"{file.MediaType} {file.FileName}".TrimEnd();
        names.Set(TokenOf(commitment), label.Length <= NameRegister.MostCharacters ? label : label[..NameRegister.MostCharacters], subject);
    }

    /// <summary>The media type and the file's name, where they are known.</summary>
    public static (string MediaType, string? FileName) Read(NameRegister names, Hash256 commitment)
    {
        if (names.Of(TokenOf(commitment)) is not { } label) return ("application/octet-stream", null);
        var space = label.IndexOf(' ', StringComparison.Ordinal);
        return space < 0 ? (label, null) : (label[..space], label[(space + 1)..]);
    }

    /// <summary>Under which token the label stands.</summary>
    public static Id128 TokenOf(Hash256 commitment) => Id128.Read(commitment.Bytes);

    private static bool IsMediaType(string text) => text.Length is > 2 and <= MostMediaType && text.Count(c => c == '/') == 1
        && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '/' or '+' or '-' or '.');
}
