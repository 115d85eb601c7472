using Onus.Core;
using Onus.Core.Formats;
using Onus.Language.Compiled;

namespace Onus.Cases.Acts;

/// <summary>A case as far as deciding an act needs it; the planner works on a copy and changes nothing else.</summary>
internal sealed class CaseView
{
    /// <summary>An empty case of a product, about to be opened.</summary>
    public CaseView(Product product, UInt128 stake)
    {
        Product = product;
        Stake = stake;
        State = product.Start;
        Facts = new Int128?[product.Facts.Length];
        Liability = new UInt128[product.Parties.Length];
        Held = new Int128[product.Accounts.Length];
        Fired = new int[product.Steps.Length];
        EvidenceFiled = new ulong[product.Evidence.Length];
        LastFired = new ulong[product.Steps.Length];
        LegalSpent = new ulong[product.Legals.Length];
    }

    private CaseView(CaseView other)
    {
        Product = other.Product;
        Stake = other.Stake;
        State = other.State;
        Entered = other.Entered;
        StateDue = other.StateDue;
        LawDue = other.LawDue;
        Sequence = other.Sequence;
        Facts = [.. other.Facts];
        Liability = [.. other.Liability];
        Held = [.. other.Held];
        Fired = [.. other.Fired];
        EvidenceFiled = [.. other.EvidenceFiled];
        LastFired = [.. other.LastFired];
        LegalSpent = [.. other.LegalSpent];
    }

    /// <summary>The product version that governs the case.</summary>
    public Product Product { get; }

    /// <summary>The stake in minor units; zero where it is none.</summary>
    public UInt128 Stake { get; }

    /// <summary>The state.</summary>
    public int State { get; set; }

    /// <summary>When the case entered the state.</summary>
    public LogTime Entered { get; set; }

    /// <summary>What the state's clock takes; none in a final state.</summary>
    public DueStep? StateDue { get; set; }

    /// <summary>What the clock of the legal meaning takes; none where it has none.</summary>
    public DueStep? LawDue { get; set; }

    /// <summary>Whether the law's clock runs out first; on a tie it does.</summary>
    public bool LawIsFirst => LawDue is { } law && StateDue is { } own && law.At <= own.At;

    /// <summary>What falls due next; none in a final state.</summary>
    public DueStep? Due => LawIsFirst ? LawDue : StateDue;

    /// <summary>Counts the case's evidence and firings, so that "filed since it last fired" can be told.</summary>
    public ulong Sequence { get; set; }

    /// <summary>The value of each fact that was given; null where unknown or kept by the runtime.</summary>
    public Int128?[] Facts { get; }

    /// <summary>What each party is liable for, in minor units.</summary>
    public UInt128[] Liability { get; }

    /// <summary>What each <c>ends empty</c> account holds for this case alone; negative where it is short.</summary>
    public Int128[] Held { get; }

    /// <summary>How often each step has fired.</summary>
    public int[] Fired { get; }

    /// <summary>The sequence number at which each kind of evidence was last filed; 0 for never.</summary>
    public ulong[] EvidenceFiled { get; }

    /// <summary>The sequence number at which each step last fired; 0 for never.</summary>
    public ulong[] LastFired { get; }

    /// <summary>Nanoseconds spent under each legal meaning before the present stay.</summary>
    public ulong[] LegalSpent { get; }

    /// <summary>Whether the case has ended.</summary>
    public bool IsFinal => Product.States[State].Final;

    /// <summary>A copy that shares nothing that changes.</summary>
    public CaseView Copy() => new(this);

    /// <summary>Whether every kind of evidence that a step needs is there; for a step with <c>at most n times</c>, filed
    /// since it last fired.</summary>
    public bool HasWhatItNeeds(int step)
    {
        var since = Product.Steps[step].AtMost is null ? 0 : LastFired[step];
        foreach (var kind in Product.Steps[step].Needs)
            if (EvidenceFiled[kind] <= since) return false;
        return true;
    }

    /// <summary>Whether a step may still fire as often as it says.</summary>
    public bool HasFiringsLeft(int step) => Product.Steps[step].AtMost is not { } most || Fired[step] < most;
}
