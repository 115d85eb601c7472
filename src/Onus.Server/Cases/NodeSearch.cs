using System.Globalization;
using Onus.Client.Contracts;
using Onus.Core;
using Onus.Core.Formats;

namespace Onus.Server.Cases;

/// <summary>Finds cases, accounts, actors, products, entries and commands by what somebody types: a number, an id, a name.</summary>
internal sealed class NodeSearch(Node node, CaseBoard board, LogPages log, ActorNames names)
{
    private const int Most = 20;

    /// <summary>What goes by that.</summary>
    public async Task<IReadOnlyList<SearchHit>> FindAsync(Sight sight, string text)
    {
        text = text.Trim();
        if (text.Length is 0 or > NameRegister.MostCharacters) throw Refused.Malformed($"search for 1 to {NameRegister.MostCharacters} characters", "q");
        var hits = new List<SearchHit>();
        if (ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) await AddNumberAsync(hits, sight, number).ConfigureAwait(false);
        else if (Id128.TryParse(text, out var id)) await AddIdAsync(hits, id).ConfigureAwait(false);
        else await AddNamesAsync(hits, text).ConfigureAwait(false);
        return hits;
    }

    private async Task AddNumberAsync(List<SearchHit> hits, Sight sight, ulong number)
    {
        if (await board.FindAsync(number).ConfigureAwait(false) is { } line && sight.MaySee(line))
        {
            var product = line.Product.Product;
            hits.Add(new SearchHit("Case", $"Case {number}", $"{product.Title}: {product.States[line.State].Title}", $"/v1/cases/{number}"));
        }

        if (names.TokenOf(number) is { IsNone: false }) hits.Add(new SearchHit("Actor", names.Of(number) ?? $"Actor {number}", $"actor {number}", $"/v1/actors/{number}"));
        if (log.TryRead(number, out var entry) && EntryHeader.TryRead(entry.Span, out var header))
            hits.Add(new SearchHit("Entry", $"Entry {number}", $"{header.Kind}, {header.Time}", $"/log/entries/{number}"));
    }

    private async Task AddIdAsync(List<SearchHit> hits, Id128 id)
    {
        var (account, command, actor) = await node.ReadAsync((cases, ledger) => (
            ledger.TryGetAccount(id, out _), ledger.TryFindCommand(id, out var entry) ? entry : (ulong?)null,
            cases.Registry.TryFindActor(id, out var found) ? found.Entry : (ulong?)null)).ConfigureAwait(false);
        if (account) hits.Add(new SearchHit("Account", node.Names.Of(id) ?? id.ToString(), "account", $"/v1/accounts/{id}"));
        if (actor is { } registered) hits.Add(new SearchHit("Actor", names.Of(registered) ?? $"Actor {registered}", $"actor {registered}", $"/v1/actors/{registered}"));
        if (command is { } at) hits.Add(new SearchHit("Command", id.ToString(), $"recorded by entry {at}", $"/v1/receipts/{id}"));
    }

    private async Task AddNamesAsync(List<SearchHit> hits, string text)
    {
        var named = node.Names.Find(text).Take(10 * Most).ToArray();
        var byName = Id128.OfName(text);
        var found = await node.ReadAsync((cases, ledger) =>
        {
            var read = new List<SearchHit>();
            foreach (var version in cases.Products.All.GroupBy(p => p.Product.Name).Select(g => g.Last().Product))
                if (version.Name.Contains(text, StringComparison.OrdinalIgnoreCase) || version.Title.Contains(text, StringComparison.OrdinalIgnoreCase))
                    read.Add(new SearchHit("Product", version.Name, version.Title, $"/v1/products/{version.Name}"));
            foreach (var (token, name) in named)
            {
                // What is neither is the label of a file, and found by nobody here.
                if (cases.Registry.TryFindActor(token, out var actor)) read.Add(new SearchHit("Actor", name, $"actor {actor.Entry}", $"/v1/actors/{actor.Entry}"));
                else if (ledger.TryGetAccount(token, out _)) read.Add(new SearchHit("Account", name, "account", $"/v1/accounts/{token}"));
            }

            if (ledger.TryGetAccount(byName, out _) && !read.Any(hit => hit.Path.EndsWith(byName.ToString(), StringComparison.Ordinal)))
                read.Add(new SearchHit("Account", text, "account", $"/v1/accounts/{byName}"));
            return read;
        }).ConfigureAwait(false);
        hits.AddRange(found.Take(Most));
    }
}
