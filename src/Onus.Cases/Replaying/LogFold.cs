using Onus.Cases.Runtime;
using Onus.Core;
using Onus.Core.Formats;
using Onus.Ledger;

namespace Onus.Cases;

/// <summary>Ledger and cases as a number of entries of a log leave them: what was, at any entry of the past.</summary>
/// <remarks>It folds and decides nothing: the entries are taken as they are. Costs the time of a fold over them.</remarks>
public sealed class LogFold : IDisposable
{
    private readonly IEntryReader _log;

    /// <summary>The state before the first entry.</summary>
    /// <param name="log">The log.</param>
    /// <param name="size">How many entries it has.</param>
    public LogFold(IEntryReader log, ulong size)
        : this(log, size, keepsAll: false)
    {
    }

    internal LogFold(IEntryReader log, ulong size, bool keepsAll)
    {
        (_log, Size) = (log, size);
        Ledger = new LedgerState(new LedgerOptions(), log, Nothing.Instance);
        Cases = new CasesState(new CaseOptions("", Nothing.Instance, Nothing.Instance) { KeepsAll = keepsAll }, Ledger, log);
    }

    /// <summary>The log.</summary>
    public IEntryReader Log => _log;

    /// <summary>How many entries the log has.</summary>
    public ulong Size { get; private set; }

    /// <summary>The next entry to fold.</summary>
    public ulong Next { get; private set; }

    /// <summary>The time of the last entry folded.</summary>
    public LogTime Time { get; private set; }

    /// <summary>The ledger then.</summary>
    public LedgerState Ledger { get; }

    /// <summary>The cases then.</summary>
    public CasesState Cases { get; }

    internal CaseTables Tables => Cases.Tables;

    /// <summary>The entry by which a plaintext is gone, where somebody knows without reading the rest of the log; null where the
    /// fold has to look itself.</summary>
    public Func<KeptName, ulong?>? DestroyedBy { get; set; }

    /// <summary>Takes in that the log has grown.</summary>
    public void Extend(ulong size)
    {
        Invariant.Holds(size >= Size);
        Size = size;
    }

    /// <summary>Folds all entries before that one.</summary>
    public void MoveTo(ulong entry)
    {
        Invariant.Holds(entry >= Next && entry <= Size);
        while (Next < entry) Step();
    }

    /// <summary>Folds the next entry.</summary>
    /// <returns>The entry.</returns>
    public ReadOnlyMemory<byte> Step()
    {
        var entry = Read(Next);
        Invariant.Holds(EntryHeader.TryRead(entry.Span, out var header) && header.Index == Next);
        if (!Ledger.Apply(entry.Span)) Cases.Apply(entry);
        (Next, Time) = (Next + 1, header.Time);
        return entry;
    }

    /// <summary>An entry of the log.</summary>
    public ReadOnlyMemory<byte> Read(ulong entry)
    {
        if (!_log.TryRead(entry, out var bytes)) Invariant.Broken($"the log has no entry {entry}");
        return bytes;
    }

    /// <inheritdoc/>
    public void Dispose() => Ledger.Dispose();

    /// <summary>A fold asks nobody: no older ids, no keys, no salts.</summary>
    private sealed class Nothing : IOlderIds, IActorSignatures, IEntropy
    {
        public static Nothing Instance { get; } = new();

        public bool TryFind(Id128 id, out ulong index)
        {
            index = 0;
            return false;
        }

        public bool IsKey(KeyAlgorithm algorithm, ReadOnlySpan<byte> publicKey) => false;

        public bool Verify(
            KeyAlgorithm algorithm, ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature) => false;

        public void Fill(Span<byte> destination) => throw new InvariantViolation("a fold draws no salt");
    }
}
