using System.Collections.Immutable;
using Onus.Cases;
using Onus.Core;
using Onus.Core.Formats;
using Onus.Ledger;
using Onus.Log.Notes;

namespace Onus.Server;

/// <summary>A person who founded a node, and what was made for them.</summary>
/// <param name="Name">The name by which the node shows them.</param>
/// <param name="Actor">The entry that registered them.</param>
/// <param name="Token">Their access token, which is nowhere kept: hand it over now.</param>
/// <param name="SigningKey">Their private signing key, which is nowhere kept either.</param>
public sealed record FoundedPerson(string Name, ulong Actor, string Token, string SigningKey);

/// <summary>Founds a node: writes its charter with the persons who govern it first, and issues their keys.</summary>
public static class Founding
{
    /// <summary>What a founder's key is for: to govern, to write, and to read all but personal data.</summary>
    private static readonly string[] Powers = [Scopes.Admin, Scopes.Auditor];

    /// <summary>Founds a node with these persons; one alone only for demonstrations.</summary>
    /// <exception cref="NodeException">It is founded already, or the names do not fit.</exception>
    public static async Task<IReadOnlyList<FoundedPerson>> FoundAsync(Node node, IReadOnlyList<string> names, bool alone)
    {
        ArgumentNullException.ThrowIfNull(node);
        ArgumentNullException.ThrowIfNull(names);
        if (alone != (names.Count == 1)) throw new NodeException("two persons govern a node; name two, or one with --alone for a demonstration");
        if (names.Any(name => string.IsNullOrWhiteSpace(name) || name.Length > NameRegister.MostCharacters) || names.Distinct().Count() < names.Count)
            throw new NodeException($"the founders need different names of at most {NameRegister.MostCharacters} characters");
        if (await node.ReadAsync((cases, _) => cases.Charter.IsFounded).ConfigureAwait(false))
            throw new NodeException("this node is founded already; 'onus key add' issues another key");

        var people = names.Select(name => (Name: name, Token: node.Vault.NewSubject(),
            Key: Ed25519Signer.Generate("founder", SignatureType.Ed25519, node.Entropy))).ToArray();
        try
        {
            foreach (var (name, token, _) in people) node.Names.Set(token, name);
            var founders = people.Select(p => new Founder(p.Token, KeyAlgorithm.Ed25519, p.Key.Key.PublicKey.ToArray())).ToImmutableArray();
            var result = Answers.Durable(await node.Engine.SubmitAsync(new FoundCharter(
                new CommandHead(node.Ids.Next(), Id128.None, 0), node.Engine.Origin, node.LogKey.PublicKey.ToArray(), Signed: false, alone, founders))
                .ConfigureAwait(false));
            if (result.Outcome != CharterOutcome.Accepted) throw new NodeException($"the charter refuses: {Outcomes.TitleOf(result.Outcome)}");
            var entries = await node.ReadAsync((cases, _) => people
                .Select(p => cases.Registry.TryFindActor(p.Token, out var actor) ? actor.Entry : 0).ToArray()).ConfigureAwait(false);
            return [.. people.Select((p, i) => new FoundedPerson(
                p.Name, entries[i], node.Access.Add(entries[i], Powers, null, p.Name).Token, p.Key.ExportPrivateKey()))];
        }
        finally
        {
            foreach (var (_, _, key) in people) key.Dispose();
        }
    }
}
