using Onus.Cases;
using Onus.Core.Formats;

namespace Onus.Engine.Exhibits;

/// <summary>The entries outside a case that its entries rest on: the founding, the product, the people with their grants and
/// keys, the accounts, and what opened it.</summary>
internal sealed class RestsOn(LogFold fold, ulong @case)
{
    private readonly SortedDictionary<ulong, string> _roles = [];
    private readonly SortedSet<ulong> _products = [];
    private readonly Dictionary<ulong, SortedSet<ulong>> _ofDecision = [];

    /// <summary>Each entry with what it is there for.</summary>
    public IReadOnlyDictionary<ulong, string> Roles => _roles;

    /// <summary>The entries of product versions.</summary>
    public IReadOnlyCollection<ulong> Products => _products;

    /// <summary>Takes in an entry of the case that is about to be folded.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="act">The act with as much as may be shown; null for what is none.</param>
    public void Add(ReadOnlyMemory<byte> entry, ActEntry? act)
    {
        if (GenesisEntry.TryRead(fold.Read(0), out _)) _roles[0] = "the founding of the log";
        var envelope = EntryEnvelope.ReadStart(CborExtensions.NewReader(entry));
        Actor(envelope.Actor);
        foreach (var link in envelope.Lineage)
            if (link.Subject != @case) Put(link.Subject, "a ledger account that is posted to");
        if (act is not null) Add(act);
        if (CaseMigrated.TryRead(entry, out var migrated)) Product(migrated!.Act.Product);
        if (ApprovalEntry.TryRead(entry, out var approval)) Decided(approval!.Envelope.Index, approval.Envelope.Actor, approval.Authority, approval.Signature);
        if (RequestEnded.TryRead(entry, out var ended)) Decided(ended!.Envelope.Index, ended.Decider.Actor, ended.Decider.Authority, ended.Signature);
        if (EntryHeader.KindOf(entry.Span) is EntryKind.LegalHold or EntryKind.DestructionOrdered) Grant(envelope.Index, envelope.Actor, "", "custodian");
    }

    /// <summary>Adds the sealed part of a confidential act.</summary>
    public void AddSealed(ulong entry) => Put(entry, "the sealed part of the confidential act after it");

    /// <summary>Adds the state root.</summary>
    public void AddRoot(ulong entry) => Put(entry, "the state root that the case is proven under");

    /// <summary>The entries that a decision proof needs beside the decision: product, actor, key, grant, and the opening.</summary>
    public IReadOnlyCollection<ulong> OfDecision(ulong decision) => _ofDecision.TryGetValue(decision, out var entries) ? entries : [];

    private void Add(ActEntry act)
    {
        Product(act.Product);
        if (act.Opening is { } opening)
        {
            foreach (var party in opening.Parties) Actor(party);
            foreach (var account in opening.Accounts) Put(account, "an account that the case was opened with");
            Put(opening.OpenedBy, "the act of another case that opened this one");
        }

        Decided(act.Envelope.Index, act.Decider.Actor, act.Decider.Authority, act.Signature);
    }

    private void Decided(ulong decision, ulong actor, int? authority, ReadOnlyMemory<byte> signature)
    {
        if (actor == 0) return;
        Actor(actor);
        var product = fold.Cases.TryGetCase(@case, out var summary) ? summary.Product : null;
        if (product is not null && authority is { } held) Grant(decision, actor, product.Product.Name, product.Product.Authorities[held].Name);
        if (!DecisionSignature.TryRead(signature, out var signed)) return;
        Put(signed.Key, "the key of a signature");
        Need(decision, signed.Key);
        Need(decision, actor);
        if (product is not null) Need(decision, product.Entry);
        Need(decision, @case);
    }

    private void Grant(ulong decision, ulong actor, string product, string authority)
    {
        if (!fold.Cases.Registry.TryFindGrant(actor, product, authority, out var grant)) return;
        Put(grant.Entry, $"the grant of {authority}");
        Need(decision, grant.Entry);
    }

    private void Product(ulong entry)
    {
        if (entry == 0) return;
        _products.Add(entry);
        Put(entry, "the product version");
        if (ProductEnacted.TryRead(fold.Read(entry), out var enacted)) Put(enacted!.Warrant.Proposal, "the proposal to enact the product version");
    }

    private void Actor(ulong entry) => Put(entry, "an actor of the case");

    private void Put(ulong entry, string role)
    {
        if (entry != 0) _roles.TryAdd(entry, role);
    }

    private void Need(ulong decision, ulong entry)
    {
        if (!_ofDecision.TryGetValue(decision, out var entries)) _ofDecision.Add(decision, entries = []);
        if (entry != decision) entries.Add(entry);
    }
}
