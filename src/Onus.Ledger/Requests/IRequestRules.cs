using Onus.Core;
using Onus.Core.Formats;

namespace Onus.Ledger.Requests;

/// <summary>What one kind of request has of its own; <see cref="RequestRunner"/> has what they share.</summary>
internal interface IRequestRules<in TCommand, TOutcome>
    where TOutcome : struct, Enum
{
    LedgerRequestKind Kind { get; }

    CommandHead HeadOf(TCommand command);

    /// <summary>What is wrong whatever the state is: outcomes below 64.</summary>
    TOutcome Check(TCommand command);

    /// <summary>The same content as the entry of the command's id, or the first difference: outcomes from 66 to 127.</summary>
    TOutcome Compare(TCommand command, ReadOnlyMemory<byte> entry);

    /// <summary>What the state says: accepted, or outcomes from 128.</summary>
    TOutcome Decide(TCommand command, LogTime time, out int place);

    /// <summary>The command as a refusal keeps it.</summary>
    byte[] ContentOf(TCommand command);

    /// <summary>Makes the entry of the accepted command and folds it.</summary>
    /// <param name="command">The command.</param>
    /// <param name="front">The envelope of the entry, but for kind and lineage.</param>
    byte[] Accept(TCommand command, EntryEnvelope front);
}
