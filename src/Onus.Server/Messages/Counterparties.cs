using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Onus.Cases;
using Onus.Core;
using Onus.Core.Formats;
using Onus.Ledger;
using Onus.Messages;

namespace Onus.Server.Messages;

/// <summary>Who is in a message, as actors of the log with ledger accounts; whoever is new is registered.</summary>
/// <remarks>The log sees random tokens. Which account number or BIC a token stands for, only the vault knows.</remarks>
[System.Diagnostics.CodeAnalysis.SuppressMessage("Design", "CA1001", Justification = "Lives as long as the node; the semaphore has no handle.")]
internal sealed class Counterparties(Node node, MessageSettings settings, ulong desk)
{
    private readonly ConcurrentDictionary<Id128, ulong> _actors = [];
    private readonly ConcurrentDictionary<Id128, ulong> _accounts = [];
    private readonly SemaphoreSlim _registering = new(1);

    /// <summary>The actor that registers who is new and moves the money that comes in.</summary>
    public ulong Desk => desk;

    /// <summary>The owner of an account in a message.</summary>
    public Task<Counterparty> OwnerAsync(IsoParty party, IsoAccount? account, IsoAgent agent) => Number(account, agent) is { } number
        ? FindAsync("account", number, party.Name)
        : FindAsync("name", $"{agent.Bic} {party.Name}", party.Name);

    /// <summary>An account in a message as a text that names it alone; null where there is none.</summary>
    public static string? Number(IsoAccount? account, IsoAgent agent) =>
        account?.Iban?.ToString() ?? (account?.Other is { } other ? $"{agent.Bic} {other}" : null);

    /// <summary>An institution in a message.</summary>
    public Task<Counterparty> InstitutionAsync(IsoAgent agent) =>
        FindAsync("bic", agent.Bic?.ToString() ?? agent.MemberId ?? agent.Name ?? "", agent.Name ?? agent.Bic?.ToString());

    /// <summary>The token of an identifier of somebody's.</summary>
    public Id128 TokenOf(Counterparty owner, string realm, string identifier) =>
        node.Vault.TokenOf(owner.Token, realm, Encoding.UTF8.GetBytes(identifier));

    /// <summary>The token that an identifier was given before; null for none.</summary>
    public Id128? FindToken(string realm, string identifier) =>
        node.Vault.TryFind(realm, Encoding.UTF8.GetBytes(identifier), out var token, out _) ? token : null;

    /// <summary>A ledger account of somebody's, opened when it is first needed; null where the node has no such book.</summary>
    /// <param name="owner">Whose it is.</param>
    /// <param name="name">What it is for.</param>
    /// <param name="currency">Its currency.</param>
    /// <param name="mayGoNegative">Whether it has no debit limit.</param>
    public async Task<LedgerAccount?> AccountAsync(Counterparty owner, string name, Currency currency, bool mayGoNegative)
    {
        if (!settings.Books.TryGetValue(currency.Code, out var book)) return null;
        var id = Id128.Read(SHA256.HashData(Encoding.UTF8.GetBytes($"{owner.Token} {name} {currency}")));
        if (_accounts.TryGetValue(id, out var known)) return new LedgerAccount(id, known);
        var opened = await node.ReadAsync((_, ledger) => ledger.TryGetAccount(id, out var found) ? found.Opened : (ulong?)null);
        if (opened is null)
        {
            var answer = Answers.Durable(await node.Engine.SubmitAsync(new OpenAccount(Head(), id, Id128.OfName(book))
            {
                Party = owner.Token, DebitLimit = mayGoNegative ? null : UInt128.Zero,
            }));
            // Two transactions of one message may open it at once; both then find it.
            if (answer.Outcome is not (OpenAccountOutcome.Accepted or OpenAccountOutcome.AccountExists)) return null;
            if (node.Names.Of(owner.Token) is { } ownerName) node.Names.Set(id, Short($"{ownerName}: {name}"), owner.Token);
            opened = await node.ReadAsync((_, ledger) => ledger.TryGetAccount(id, out var found) ? found.Opened : 0ul);
        }

        _accounts[id] = opened.Value;
        return new LedgerAccount(id, opened.Value);
    }

    private async Task<Counterparty> FindAsync(string realm, string identifier, string? name)
    {
        var bytes = Encoding.UTF8.GetBytes(identifier);
        if (node.Vault.TryFind(realm, bytes, out _, out var subject) && _actors.TryGetValue(subject, out var known))
            return new Counterparty(subject, known);
        await _registering.WaitAsync();
        try
        {
            if (!node.Vault.TryFind(realm, bytes, out _, out subject))
            {
                subject = node.Vault.NewSubject();
                node.Vault.TokenOf(subject, realm, bytes);
                if (!string.IsNullOrWhiteSpace(name)) node.Names.Set(subject, Short(name));
            }

            var actor = await node.ReadAsync((cases, _) => cases.Registry.TryFindActor(subject, out var found) ? found.Entry : 0ul);
            if (actor == 0)
            {
                var kind = realm == "bic" ? ActorKind.Entity : ActorKind.Person;
                var result = Answers.Durable(await node.Engine.SubmitAsync(new DoAct(Head(), new RegisterActor(subject, kind))));
                if (result.Outcome != CharterOutcome.Accepted)
                    throw new Refused(403, "the desk may not register actors", "grant the charter's office of onboarder to the desk's actor");
                actor = result.Index;
            }

            _actors[subject] = actor;
            return new Counterparty(subject, actor);
        }
        finally
        {
            _registering.Release();
        }
    }

    private static string Short(string name) => name.Length <= NameRegister.MostCharacters ? name : name[..NameRegister.MostCharacters];

    private CommandHead Head() => new(node.Ids.Next(), Id128.None, desk);
}

/// <summary>Somebody in a message.</summary>
/// <param name="Token">The token by which the log knows them.</param>
/// <param name="Actor">The entry that registered them.</param>
internal readonly record struct Counterparty(Id128 Token, ulong Actor);

/// <summary>A ledger account.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Opened">The entry that opened it.</param>
internal readonly record struct LedgerAccount(Id128 Id, ulong Opened);
