using System.Formats.Cbor;
using Onus.Core;
using Onus.Core.Formats;

namespace Onus.Ledger;

/// <summary>Commands as CBOR: what a refusal keeps of them, so that anybody can judge them again.</summary>
/// <remarks>docs/formats/refusal.md has the arrays. Id, trace and actor stand in the entry's envelope.</remarks>
public static class CommandContent
{
    /// <summary>The content of a transfer command.</summary>
    public static byte[] Encode(in TransferCommand command)
    {
        var writer = CborExtensions.NewWriter();
        writer.WriteStartArray(17);
        writer.WriteUInt32((uint)command.Act);
        writer.WriteBoolean(command.Linked);
        writer.WriteBoolean(command.KeepRest);
        writer.WriteUInt32((uint)command.Term);
        writer.WriteAmount(command.TermAmount);
        writer.WriteId(command.Debit);
        writer.WriteId(command.Credit);
        writer.WriteAmount(command.Amount);
        writer.WriteUInt32(command.Code);
        writer.WriteUInt64(command.Due.Nanoseconds);
        writer.WriteUInt64(command.Timeout);
        writer.WriteId(command.Target);
        writer.WriteUInt64(command.Effective.Nanoseconds);
        writer.WriteId(command.Reference);
        writer.WriteAmount(command.User128);
        writer.WriteUInt64(command.User64);
        writer.WriteUInt32(command.User32);
        writer.WriteEndArray();
        return writer.Encode();
    }

    /// <summary>The transfer command of a refused entry.</summary>
    /// <exception cref="CborContentException">The content is of another form.</exception>
    public static TransferCommand DecodeTransfer(RefusedEntry refused)
    {
        ArgumentNullException.ThrowIfNull(refused);
        var reader = CborExtensions.NewReader(refused.Content);
        reader.ExpectArray(17);
        return new TransferCommand
        {
            Id = refused.Envelope.Command,
            Trace = refused.Envelope.Trace,
            Actor = refused.Envelope.Actor,
            Act = (TransferAct)reader.ReadUInt32(),
            Linked = reader.ReadBoolean(),
            KeepRest = reader.ReadBoolean(),
            Term = (TransferTerm)reader.ReadUInt32(),
            TermAmount = reader.ReadAmount(),
            Debit = reader.ReadId(),
            Credit = reader.ReadId(),
            Amount = reader.ReadAmount(),
            Code = (ushort)reader.ReadUInt32(),
            Due = new LogTime(reader.ReadUInt64()),
            Timeout = reader.ReadUInt64(),
            Target = reader.ReadId(),
            Effective = new LogTime(reader.ReadUInt64()),
            Reference = reader.ReadId(),
            User128 = reader.ReadAmount(),
            User64 = reader.ReadUInt64(),
            User32 = reader.ReadUInt32(),
        };
    }

    /// <summary>The content of postings.</summary>
    public static byte[] Encode(PostingsCommand command)
    {
        ArgumentNullException.ThrowIfNull(command);
        var writer = CborExtensions.NewWriter();
        writer.WriteStartArray(9);
        WriteLines(writer, command.Lines);
        WriteLines(writer, command.Conditions);
        writer.WriteUInt32(command.Code);
        writer.WriteId(command.Corrects);
        writer.WriteUInt64(command.Effective.Nanoseconds);
        writer.WriteId(command.Reference);
        writer.WriteAmount(command.User128);
        writer.WriteUInt64(command.User64);
        writer.WriteUInt32(command.User32);
        writer.WriteEndArray();
        return writer.Encode();
    }

    /// <summary>The postings of a refused entry.</summary>
    /// <exception cref="CborContentException">The content is of another form.</exception>
    public static PostingsCommand DecodePostings(RefusedEntry refused)
    {
        var (head, reader) = Open(refused, 9);
        return new PostingsCommand(head, ReadLines(reader))
        {
            Conditions = ReadLines(reader),
            Code = (ushort)reader.ReadUInt32(),
            Corrects = reader.ReadId(),
            Effective = new LogTime(reader.ReadUInt64()),
            Reference = reader.ReadId(),
            User128 = reader.ReadAmount(),
            User64 = reader.ReadUInt64(),
            User32 = reader.ReadUInt32(),
        };
    }

    /// <summary>The content of opening a book.</summary>
    public static byte[] Encode(OpenBook command)
    {
        ArgumentNullException.ThrowIfNull(command);
        var writer = CborExtensions.NewWriter();
        writer.WriteStartArray(4);
        writer.WriteId(command.Book);
        writer.WriteTextString(command.Unit);
        writer.WriteUInt32(command.Digits);
        writer.WriteUInt32((uint)command.Purpose);
        writer.WriteEndArray();
        return writer.Encode();
    }

    /// <summary>The opening of a book of a refused entry.</summary>
    /// <exception cref="CborContentException">The content is of another form.</exception>
    public static OpenBook DecodeOpenBook(RefusedEntry refused)
    {
        var (head, reader) = Open(refused, 4);
        return new OpenBook(head, reader.ReadId(), reader.ReadTextString(), (byte)reader.ReadUInt32(),
            (BookPurpose)reader.ReadUInt32());
    }

    /// <summary>The content of opening an account.</summary>
    public static byte[] Encode(OpenAccount command)
    {
        ArgumentNullException.ThrowIfNull(command);
        var writer = CborExtensions.NewWriter();
        writer.WriteStartArray(9);
        writer.WriteId(command.Account);
        writer.WriteId(command.Book);
        writer.WriteId(command.Party);
        writer.WriteUInt32(command.Code);
        WriteLimit(writer, command.DebitLimit);
        WriteLimit(writer, command.CreditLimit);
        writer.WriteAmount(command.User128);
        writer.WriteUInt64(command.User64);
        writer.WriteUInt32(command.User32);
        writer.WriteEndArray();
        return writer.Encode();
    }

    /// <summary>The opening of an account of a refused entry.</summary>
    /// <exception cref="CborContentException">The content is of another form.</exception>
    public static OpenAccount DecodeOpenAccount(RefusedEntry refused)
    {
        var (head, reader) = Open(refused, 9);
        return new OpenAccount(head, reader.ReadId(), reader.ReadId())
        {
            Party = reader.ReadId(),
            Code = (ushort)reader.ReadUInt32(),
            DebitLimit = ReadLimit(reader),
            CreditLimit = ReadLimit(reader),
            User128 = reader.ReadAmount(),
            User64 = reader.ReadUInt64(),
            User32 = reader.ReadUInt32(),
        };
    }

    /// <summary>The content of setting limits.</summary>
    public static byte[] Encode(ChangeLimits command)
    {
        ArgumentNullException.ThrowIfNull(command);
        var writer = CborExtensions.NewWriter();
        writer.WriteStartArray(3);
        writer.WriteId(command.Account);
        WriteLimit(writer, command.DebitLimit);
        WriteLimit(writer, command.CreditLimit);
        writer.WriteEndArray();
        return writer.Encode();
    }

    /// <summary>The setting of limits of a refused entry.</summary>
    /// <exception cref="CborContentException">The content is of another form.</exception>
    public static ChangeLimits DecodeChangeLimits(RefusedEntry refused)
    {
        var (head, reader) = Open(refused, 3);
        return new ChangeLimits(head, reader.ReadId(), ReadLimit(reader), ReadLimit(reader));
    }

    /// <summary>The content of closing an account.</summary>
    public static byte[] Encode(CloseAccount command)
    {
        ArgumentNullException.ThrowIfNull(command);
        var writer = CborExtensions.NewWriter();
        writer.WriteStartArray(2);
        writer.WriteId(command.Account);
        writer.WriteBoolean(command.EmptyOnly);
        writer.WriteEndArray();
        return writer.Encode();
    }

    /// <summary>The closing of an account of a refused entry.</summary>
    /// <exception cref="CborContentException">The content is of another form.</exception>
    public static CloseAccount DecodeCloseAccount(RefusedEntry refused)
    {
        var (head, reader) = Open(refused, 2);
        return new CloseAccount(head, reader.ReadId(), reader.ReadBoolean());
    }

    /// <summary>The content of reopening an account.</summary>
    public static byte[] Encode(ReopenAccount command)
    {
        ArgumentNullException.ThrowIfNull(command);
        var writer = CborExtensions.NewWriter();
        writer.WriteStartArray(1);
        writer.WriteId(command.Account);
        writer.WriteEndArray();
        return writer.Encode();
    }

    /// <summary>The reopening of an account of a refused entry.</summary>
    /// <exception cref="CborContentException">The content is of another form.</exception>
    public static ReopenAccount DecodeReopenAccount(RefusedEntry refused)
    {
        var (head, reader) = Open(refused, 1);
        return new ReopenAccount(head, reader.ReadId());
    }

    private static (CommandHead Head, CborReader Reader) Open(RefusedEntry refused, int fields)
    {
        ArgumentNullException.ThrowIfNull(refused);
        var reader = CborExtensions.NewReader(refused.Content);
        reader.ExpectArray(fields);
        var envelope = refused.Envelope;
        return (new CommandHead(envelope.Command, envelope.Trace, envelope.Actor), reader);
    }

    private static void WriteLines(CborWriter writer, IReadOnlyList<PostingsCommand.Line> lines)
    {
        writer.WriteStartArray(lines.Count);
        foreach (var line in lines)
        {
            writer.WriteStartArray(3);
            writer.WriteId(line.Account);
            writer.WriteUInt32((uint)line.Side);
            writer.WriteAmount(line.Amount);
            writer.WriteEndArray();
        }

        writer.WriteEndArray();
    }

    private static PostingsCommand.Line[] ReadLines(CborReader reader)
    {
        var lines = new PostingsCommand.Line[reader.ReadStartArray() ?? 0];
        for (var i = 0; i < lines.Length; i++)
        {
            reader.ExpectArray(3);
            lines[i] = new PostingsCommand.Line(reader.ReadId(), (Side)reader.ReadUInt32(), reader.ReadAmount());
            reader.ReadEndArray();
        }

        reader.ReadEndArray();
        return lines;
    }

    private static void WriteLimit(CborWriter writer, UInt128? limit)
    {
        if (limit is { } amount) writer.WriteAmount(amount);
        else writer.WriteNull();
    }

    private static UInt128? ReadLimit(CborReader reader)
    {
        if (reader.PeekState() != CborReaderState.Null) return reader.ReadAmount();
        reader.ReadNull();
        return null;
    }
}
