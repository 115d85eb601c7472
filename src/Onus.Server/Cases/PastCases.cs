using Onus.Cases;
using Onus.Core.Formats;
using Onus.Log.Notes;

namespace Onus.Server.Cases;

/// <summary>Looks at the past with the whole state of then: explains, decides again, adds up shadows. One at a time, beside the
/// writer.</summary>
/// <remarks>It keeps one fold of the log and goes on with it; what lies before it is folded again from the first entry, about a
/// second for each million. That fold takes as much memory as the state itself.</remarks>
internal sealed class PastCases(Node node, LogPages log) : IDisposable
{
    private const int MostExplained = 2_000;

    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly Dictionary<ulong, Explanation> _explained = [];
    private LogFold? _fold;

    /// <summary>Explains an entry of a case; null where it is of none.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="destroyedBy">The entry by which a plaintext of the case is gone; null while it is not.</param>
    public Task<Explanation?> ExplainAsync(ulong entry, Func<KeptName, ulong?> destroyedBy) => RunAsync(() =>
    {
        if (_explained.TryGetValue(entry, out var known)) return known;
        var fold = FoldTo(entry);
        fold.DestroyedBy = destroyedBy;
        if (!Explainer.TryExplainNext(fold, out var explanation)) return null;

        // What can still change is not kept: an erasure later says so in the explanation.
        if (explanation.Facts.Any(fact => fact.Origin.Contains("personal", StringComparison.Ordinal))) return explanation;
        if (_explained.Count >= MostExplained) _explained.Clear();
        return _explained[entry] = explanation;
    });

    /// <summary>Decides an entry again.</summary>
    public Task<ReplayedDecision> ReplayAsync(ulong entry) => RunAsync(() =>
        DecisionReplay.Run(node.Engine.Origin, new ActorSignatures(), log, log.Size, entry));

    /// <summary>What the shadows of a product would have changed.</summary>
    public Task<ShadowReport> ShadowsAsync(string product, ShadowEvery every) => RunAsync(() =>
    {
        using var fold = new LogFold(log, log.Size);
        return ShadowQuery.Run(fold, product, every);
    });

    public void Dispose()
    {
        _fold?.Dispose();
        _turn.Dispose();
    }

    private LogFold FoldTo(ulong entry)
    {
        if (_fold is null || _fold.Next > entry)
        {
            _fold?.Dispose();
            _fold = new LogFold(log, log.Size);
        }

        _fold.Extend(log.Size);
        _fold.MoveTo(entry);
        return _fold;
    }

    private async Task<T> RunAsync<T>(Func<T> look)
    {
        await _turn.WaitAsync().ConfigureAwait(false);
        try
        {
            return await Task.Run(look).ConfigureAwait(false);
        }
        finally
        {
            _turn.Release();
        }
    }
}
