using System.CommandLine;
using Onus.Core;
using Onus.Core.Formats;

namespace Onus.Verify;

/// <summary>The entry that a proof is about, from the command line.</summary>
internal sealed class EntryInput
{
    private readonly Option<FileInfo> _entry = new("--entry")
    {
        Description = "The entry's bytes, exactly as the log holds them.",
        HelpName = "FILE",
        Required = true,
    };

    private readonly Option<bool> _opaque = new("--opaque")
    {
        Description = "The entry is not of Onus: do not look in it for its own index.",
    };

    /// <summary>An entry as far as a proof is concerned.</summary>
    /// <param name="Name">The entry in words.</param>
    /// <param name="Bytes">Its bytes.</param>
    /// <param name="Leaf">Its RFC 6962 leaf hash.</param>
    /// <param name="Header">What it says of itself; null when opaque.</param>
    internal sealed record Entry(string Name, byte[] Bytes, Hash256 Leaf, EntryHeader? Header);

    /// <summary>Adds the options to a verb.</summary>
    public static EntryInput AddTo(Command verb)
    {
        var input = new EntryInput();
        verb.Options.Add(input._entry);
        verb.Options.Add(input._opaque);
        return input;
    }

    /// <summary>Reads the entry.</summary>
    public Entry Read(ParseResult parsed)
    {
        var file = parsed.GetRequiredValue(_entry);
        var bytes = InputFile.Read(file, EntryEnvelope.MaxEntrySize);
        var name = $"the {bytes.Length} bytes of {file.Name}";
        var leaf = MerkleHasher.HashLeaf(bytes);
        if (parsed.GetValue(_opaque)) return new Entry(name, bytes, leaf, null);
        return EntryHeader.TryRead(bytes, out var header)
            ? new Entry(name, bytes, leaf, header)
            : throw new Refusal($"{file} is no entry of Onus; if it is another log's, say so with --opaque");
    }
}
