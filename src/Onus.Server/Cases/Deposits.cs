using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Onus.Cases;
using Onus.Client.Contracts;
using Onus.Core;
using Onus.Engine.Vault;
using Onus.Language.Compiled;

namespace Onus.Server.Cases;

/// <summary>Puts what a command only commits to into the vault, before the command: personal facts, identifiers, evidence.</summary>
/// <remarks>A command that is sent again must commit to the same: what was put for its id, a moment ago or before the node last
/// started, is found and used again where the content is the same.</remarks>
internal sealed class Deposits(Node node, LogPages log)
{
    private const int MostRemembered = 10_000;

    private readonly Lock _gate = new();
    private readonly Dictionary<(Id128 Command, Hash256 Content), Hash256> _recent = [];

    /// <summary>The facts of a command, as the log sees them.</summary>
    /// <param name="command">The command's id.</param>
    /// <param name="product">The product.</param>
    /// <param name="subject">The person whom they are about.</param>
    /// <param name="facts">The facts as given.</param>
    public async Task<ImmutableArray<FactInput>> FactsAsync(
        Id128 command, Product product, Id128 subject, IReadOnlyDictionary<string, FactValue> facts)
    {
        if (facts.Count == 0) return [];
        var before = await CommitmentsOfAsync(command, facts.Any(f => product.Facts.Any(p => p.Name == f.Key && p.Personal))).ConfigureAwait(false);
        var inputs = ImmutableArray.CreateBuilder<FactInput>(facts.Count);
        foreach (var (name, given) in facts) inputs.Add(Fact(command, product, subject, name, given.Value, before));
        return inputs.DrainToImmutable();
    }

    /// <summary>The evidence of a command, as the log sees it.</summary>
    public async Task<ImmutableArray<EvidenceInput>> EvidenceAsync(Id128 command, Id128 subject, IReadOnlyList<EvidenceFile> files)
    {
        if (files.Count == 0) return [];
        var before = await CommitmentsOfAsync(command, true).ConfigureAwait(false);
        var inputs = ImmutableArray.CreateBuilder<EvidenceInput>(files.Count);
        for (var i = 0; i < files.Count; i++)
        {
            var file = files[i];
            var content = Bytes(file.Content, $"/evidence/{i}/content");
            var commitment = Put(command, VaultItem.Document(subject, content), before);
            EvidenceLabel.Write(node.Names, commitment, subject, file);
            inputs.Add(new EvidenceInput(file.Kind, commitment));
        }

        return inputs.DrainToImmutable();
    }

    /// <summary>Puts a document of the node's own business: a report, a notice, a receipt.</summary>
    public async Task<Hash256> DocumentAsync(Id128 command, Id128 subject, string content) =>
        Put(command, VaultItem.Document(subject, Bytes(content, "/content")), await CommitmentsOfAsync(command, true).ConfigureAwait(false));

    /// <summary>The person whom something of a case is about: its consumer, else whoever brings it, else nobody but the case.</summary>
    public Id128 SubjectOf(Product product, IReadOnlyList<ulong> parties, ulong actor, ActorNames names)
    {
        for (var party = 0; party < product.Parties.Length && party < parties.Count; party++)
            if (product.Parties[party].Kind == PartyKind.Consumer && names.TokenOf(parties[party]) is var consumer && node.Vault.IsLiving(consumer)) return consumer;
        var token = names.TokenOf(actor);
        return node.Vault.IsLiving(token) ? token : node.Vault.NewSubject();
    }

    /// <summary>Bytes that came as base64.</summary>
    public static byte[] Bytes(string base64, string pointer)
    {
        try
        {
            return Convert.FromBase64String(base64);
        }
        catch (FormatException)
        {
            throw Refused.Malformed("the content is no base64 (RFC 4648, section 4)", pointer);
        }
    }

    private FactInput Fact(Id128 command, Product product, Id128 subject, string name, string text, IReadOnlyList<Hash256> before)
    {
        var pointer = "/facts/" + name;
        if (product.Facts.FirstOrDefault(f => f.Name == name) is not { } fact)
            throw Refused.Malformed($"{product.Name} has no fact {name}", pointer);
        Int128 value;
        if (fact.Kind == FactKind.Identifier) value = Token(subject, name, text);
        else if (!FactText.TryParse(fact, text, out value, out var problem)) throw Refused.Malformed(problem, pointer);
        if (!fact.Personal) return new FactInput(name, value);
        var cell = fact.Partition.LastOrDefault(low => low <= value, fact.Range.Low);
        if (!fact.Range.Contains(value)) throw Refused.Malformed($"{name} is out of its range", pointer);
        return new FactInput(name, cell, Put(command, VaultItem.Fact(subject, value), before));
    }

    // An eighth of the space of tokens is as unguessable as all of it, and fits the log's signed numbers.
    private Int128 Token(Id128 subject, string realm, string identifier) =>
        (Int128)(node.Vault.TokenOf(subject, realm, Encoding.UTF8.GetBytes(identifier)).Value >> 3);

    private Hash256 Put(Id128 command, VaultItem item, IReadOnlyList<Hash256> before)
    {
        var content = new Hash256(SHA256.HashData([item.IsFact ? (byte)1 : (byte)0, .. item.Content.Span]));
        lock (_gate)
        {
            if (_recent.TryGetValue((command, content), out var known)) return known;
            foreach (var commitment in before)
            {
                var reading = node.Vault.Get(commitment);
                if (reading.Outcome == VaultOutcome.Read && reading.IsFact == item.IsFact && reading.Content.Span.SequenceEqual(item.Content.Span))
                    return commitment;
            }

            if (_recent.Count >= MostRemembered) _recent.Clear();
            return _recent[(command, content)] = node.Vault.Put(item)[0];
        }
    }

    /// <summary>What the command committed to when it was decided before; nothing where its id is new.</summary>
    private async Task<IReadOnlyList<Hash256>> CommitmentsOfAsync(Id128 command, bool isNeeded)
    {
        if (!isNeeded) return [];
        return await node.ReadAsync<IReadOnlyList<Hash256>>((cases, ledger) =>
        {
            if (!ledger.TryFindCommand(command, out var entry) || !log.TryRead(entry, out var bytes)) return [];
            var (facts, evidence) = cases.CommandOf(bytes) switch
            {
                OpenCase c => (c.Facts, c.Evidence),
                TakeStep c => ([], c.Evidence),
                GiveFacts c => (c.Facts, []),
                FileEvidence c => ([], c.Evidence),
                AskRequest c => (c.Facts, c.Evidence),
                DischargeDuty { Document: { } document } => ([], [new EvidenceInput("", document)]),
                _ => (ImmutableArray<FactInput>.Empty, ImmutableArray<EvidenceInput>.Empty),
            };
            return [.. facts.Select(f => f.Commitment).OfType<Hash256>(), .. evidence.Select(e => e.Commitment)];
        }).ConfigureAwait(false);
    }
}
