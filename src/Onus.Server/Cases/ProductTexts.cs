using System.Collections.Concurrent;
using Onus.Cases;
using Onus.Core;
using Onus.Core.Formats;
using Onus.Language.Compiled;

namespace Onus.Server.Cases;

/// <summary>The compiled products of the log, read from its entries: no answer waits for the writer's thread because of one.</summary>
internal sealed class ProductTexts(LogPages log)
{
    private readonly ConcurrentDictionary<ulong, Product> _versions = new();

    /// <summary>The version that an entry enacted.</summary>
    public Product Of(ulong enacted) => _versions.GetOrAdd(enacted, static (entry, log) =>
    {
        Invariant.Holds(log.TryRead(entry, out var bytes));
        Invariant.Holds(ProductEnacted.TryRead(bytes, out var version));
        var product = ProductCodec.TryDecode(TextBook.Read(log, version!.Compiled, version.CompiledChunks), out var fault);
        if (product is null) Invariant.Broken($"the product enacted by entry {entry} is none: {fault}");
        return product;
    }, log);
}
