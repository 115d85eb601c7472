using Onus.Cases;
using Onus.Core;
using Onus.Core.Formats;
using Onus.Language.Compiled;
using Onus.Ledger;

namespace Onus.Engine.Regulators;

/// <summary>Compiled products read from the log alone, each once.</summary>
internal sealed class LoggedProducts(IEntryReader entries)
{
    private readonly Dictionary<ulong, (Product Product, Hash256 Compiled)> _known = [];

    /// <summary>The product that an entry enacted, and the hash of its compiled form.</summary>
    /// <exception cref="InvariantViolation">The log holds no such product.</exception>
    public (Product Product, Hash256 Compiled) Get(ulong entry)
    {
        if (_known.TryGetValue(entry, out var known)) return known;
        Invariant.Holds(entries.TryRead(entry, out var bytes) && ProductEnacted.TryRead(bytes, out _));
        ProductEnacted.TryRead(bytes, out var enacted);
        var text = TextBook.Read(entries, enacted!.Compiled, enacted.CompiledChunks);
        var product = ProductCodec.TryDecode(text, out var fault) ?? throw new InvariantViolation($"entry {entry} enacts no product: {fault}");
        _known.Add(entry, (product, enacted.Compiled));
        return (product, enacted.Compiled);
    }
}
