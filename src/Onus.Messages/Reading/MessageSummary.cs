namespace Onus.Messages;

/// <summary>One message of a file: its head, and what was read of it so far.</summary>
/// <remarks>Sums are known only at the end. Whoever acts on a message as a whole waits for <see cref="IsComplete"/> and
/// looks at <see cref="Refusals"/>; the outcome of a single transaction does not depend on them.</remarks>
public sealed class MessageSummary
{
    private readonly Dictionary<IsoRule, long> _byRule = [];

    internal MessageSummary(MessageType? type, string @namespace, int ordinal, int line, Findings findings)
    {
        Type = type;
        Namespace = @namespace;
        Ordinal = ordinal;
        Line = line;
        Findings = findings;
    }

    /// <summary>The type, or null where it is not read here.</summary>
    public MessageType? Type { get; }

    /// <summary>The namespace of the document.</summary>
    public string Namespace { get; }

    /// <summary>The number of the message in the file, from 1.</summary>
    public int Ordinal { get; }

    /// <summary>The line on which its document begins.</summary>
    public int Line { get; }

    /// <summary>The id of the message, or null where it could not be read.</summary>
    public string? Id { get; internal set; }

    /// <summary>When it was made, or null where that could not be read.</summary>
    public IsoDateTime? Made { get; internal set; }

    /// <summary>The sender: of the business application header, or else of the message.</summary>
    public IsoAgent? From { get; internal set; }

    /// <summary>The receiver: of the business application header, or else of the message.</summary>
    public IsoAgent? To { get; internal set; }

    /// <summary>In an answer, the message that it speaks of as a whole, where it does.</summary>
    public OriginalMessage? Original { get; internal set; }

    /// <summary>In a pacs.002 the status of that message, in a camt.029 the outcome of the investigation; it may stand
    /// there alone.</summary>
    public string? GroupStatus { get; internal set; }

    /// <summary>In a pacs.002, why that message has its status.</summary>
    public IReadOnlyList<IsoReason> GroupReasons { get; internal set; } = [];

    /// <summary>How many transactions the message says it has, where it says so.</summary>
    public long? StatedCount { get; internal set; }

    /// <summary>The control sum, where the message gives one.</summary>
    public IsoDecimal? StatedSum { get; internal set; }

    /// <summary>How many transactions were read: accepted and refused.</summary>
    public long Read => Accepted + Refused;

    /// <summary>How many transactions were accepted.</summary>
    public long Accepted { get; private set; }

    /// <summary>How many transactions were refused.</summary>
    public long Refused { get; private set; }

    /// <summary>The sum of all amounts that could be read, whatever their currencies, as a control sum
    /// counts.</summary>
    public IsoDecimal FoundSum { get; internal set; }

    /// <summary>Whether the message was read to its end.</summary>
    public bool IsComplete { get; internal set; }

    /// <summary>What is wrong with the message as a whole.</summary>
    public IReadOnlyList<MessageRefusal> Refusals => Findings.All;

    /// <summary>How many transactions were refused for each rule, by their first reason, in the order of the
    /// rules.</summary>
    public IEnumerable<KeyValuePair<IsoRule, long>> RefusedByRule => _byRule.OrderBy(pair => pair.Key);

    internal Findings Findings { get; }

    internal void Count(TransactionResult result)
    {
        if (result.Accepted is not null)
        {
            Accepted++;
            return;
        }

        Refused++;
        var rule = result.Refusals[0].Rule;
        _byRule[rule] = _byRule.GetValueOrDefault(rule) + 1;
    }
}
