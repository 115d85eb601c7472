using Onus.Cases.Acts;
using Onus.Core;
using Onus.Core.Formats;

namespace Onus.Cases.Runtime;

/// <summary>An approval that is open: given for the head that the case still has.</summary>
internal readonly record struct OpenApproval(ulong Entry, ulong Actor, int Step, int Authority);

/// <summary>A question that nobody has answered yet.</summary>
internal sealed record OpenRequest(ulong Entry, ulong Asker, int Step, LogTime Due, FactGiven[] Facts);

/// <summary>Somebody who filed a party's evidence, and so never decides for another party.</summary>
internal readonly record struct Filer(ulong Actor, int Party);

/// <summary>A case as it stands, unpacked: what deciding needs, and its place in the log.</summary>
internal sealed class CaseRecord
{
    public required ulong Opened { get; init; }

    /// <summary>The place in the order of opening, from 0.</summary>
    public required uint Number { get; init; }

    /// <summary>The entry that enacted its product version.</summary>
    public required ulong Product { get; init; }

    public required LogTime OpenedAt { get; init; }

    public required CaseView View { get; init; }

    /// <summary>For each party of the product the entry of its actor.</summary>
    public required ulong[] Parties { get; init; }

    /// <summary>For each account of the product the entry of its ledger account.</summary>
    public required ulong[] Accounts { get; init; }

    /// <summary>The last material entry: what a decider must have seen.</summary>
    public ulong Head { get; set; }

    /// <summary>The last entry of any kind, and its place in the case's history.</summary>
    public ulong Last { get; set; }

    public ulong Ordinal { get; set; }

    public LogTime? ClosedAt { get; set; }

    public List<OpenApproval> Approvals { get; init; } = [];

    public List<OpenRequest> Requests { get; init; } = [];

    public List<Filer> Filers { get; init; } = [];

    /// <summary>The link that the case's next entry carries.</summary>
    public LineageLink NextLink => new(Opened, Last, Ordinal + 1);

    /// <summary>Moves on to an entry of the case; a material one moves the head, and with it every open approval lapses.</summary>
    public void Advance(in LineageLink link, ulong entry, bool isMaterial)
    {
        Invariant.Holds(link == NextLink);
        (Last, Ordinal) = (entry, link.Ordinal);
        if (!isMaterial) return;
        Head = entry;
        Approvals.Clear();
    }
}
