using System.Formats.Cbor;

namespace Onus.Core.Formats;

/// <summary>One debit or credit of an entry that posts many.</summary>
/// <param name="Account">The entry that opened the account.</param>
/// <param name="Side">Debit or credit.</param>
/// <param name="Amount">The amount in minor units; of a condition, what must be there.</param>
public readonly record struct PostedLine(ulong Account, Side Side, UInt128 Amount)
{
    /// <summary>The most lines in one entry: an entry has at most 65,535 bytes.</summary>
    public const int MaxPerEntry = 1_000;

    /// <summary>The most conditions in one entry.</summary>
    public const int MaxConditions = 100;

    /// <summary>Writes an array of lines, each <c>[account, side, amount]</c>.</summary>
    /// <remarks>The body of every CBOR entry that posts, of whatever room, is an array that begins with this one, and the
    /// entry's lineage has one link for each line, in the same order. That is what lets a verifier follow an account
    /// through entries whose rest it cannot read.</remarks>
    public static void WriteAll(CborWriter writer, ReadOnlySpan<PostedLine> lines)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStartArray(lines.Length);
        foreach (var line in lines)
        {
            writer.WriteStartArray(3);
            writer.WriteUInt64(line.Account);
            writer.WriteUInt32((uint)line.Side);
            writer.WriteAmount(line.Amount);
            writer.WriteEndArray();
        }

        writer.WriteEndArray();
    }

    /// <summary>Reads an array of lines.</summary>
    /// <exception cref="CborContentException">Too many, an unknown side, or an amount of zero.</exception>
    public static PostedLine[] ReadAll(CborReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        var count = reader.ReadStartArray() ?? throw new CborContentException("lines of indefinite length");
        if (count > MaxPerEntry) throw new CborContentException($"{count} lines in one entry");
        var lines = new PostedLine[count];
        for (var i = 0; i < count; i++)
        {
            reader.ExpectArray(3);
            lines[i] = new PostedLine(
                reader.ReadUInt64(), (Side)reader.ReadUpTo((ulong)Side.Credit), reader.ReadAmount());
            reader.ReadEndArray();
            if (lines[i].Amount == UInt128.Zero) throw new CborContentException("a line of zero");
        }

        reader.ReadEndArray();
        return lines;
    }
}
