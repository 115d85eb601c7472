using Onus.Cases.Acts;
using Onus.Core;
using Onus.Core.Formats;
using Onus.Language;

namespace Onus.Cases.Explaining;

/// <summary>A case on its way through one act, firing by firing: what each stay of it found.</summary>
internal sealed class StayWalk(CaseView view, IActWorld world) : IActWorld
{
    private readonly List<Firing> _firings = [];
    private readonly List<ActLeg> _legs = [];

    /// <summary>The case in its present stay.</summary>
    public CaseView View => view;

    /// <summary>What fired so far.</summary>
    public IReadOnlyList<Firing> Firings => _firings;

    /// <summary>Puts the stake of a case that opens on whom its act names.</summary>
    public void PlaceStake(IEnumerable<LiabilityMove> moves)
    {
        foreach (var move in moves)
            if (move.From < 0) view.Liability[move.To] += move.Amount;
    }

    /// <summary>Moves on past a firing: its money, its liability, its state.</summary>
    public void Advance(Firing firing)
    {
        var step = view.Product.Steps[firing.Step];
        foreach (var list in step.Posts)
        {
            var split = new ShareSplit(view.Stake);
            foreach (var posting in list)
                if (split.Next(posting.Share, view.Facts) is { } amount && amount > 0) Move(new ActLeg(posting.From, posting.To, amount));
        }

        if (view.Product.Stake is not null)
        {
            LiabilityLaw.Shift(step, view.Stake, view.Facts, view.Liability, null);
            LiabilityLaw.End(step.Discharges, view.Stake, view.Facts, view.Liability, []);
            LiabilityLaw.End(step.Leaves, view.Stake, view.Facts, view.Liability, []);
        }

        view.Fired[firing.Step]++;
        view.LastFired[firing.Step] = ++view.Sequence;
        view.State = firing.To;
        _firings.Add(firing);
    }

    /// <inheritdoc/>
    public bool Accepts(ReadOnlySpan<ActLeg> legs) => world.Accepts([.. _legs, .. legs]);

    /// <inheritdoc/>
    public Int128? Kept(int fact, ReadOnlySpan<Int128?> facts, LogTime now) => world.Kept(fact, facts, now);

    /// <inheritdoc/>
    public UInt128 Used(int cap, LogTime now) => world.Used(cap, now);

    /// <inheritdoc/>
    public LogTime Due(LogTime start, Quantity length) => world.Due(start, length);

    private void Move(ActLeg leg)
    {
        if (view.Product.Accounts[leg.From].EndsEmpty) view.Held[leg.From] -= (Int128)leg.Amount;
        if (view.Product.Accounts[leg.To].EndsEmpty) view.Held[leg.To] += (Int128)leg.Amount;
        _legs.Add(leg);
    }
}
