using System.Collections.Immutable;
using Onus.Core;
using Onus.Language.Binding;

namespace Onus.Language.Compiled;

/// <summary>Where everything that a bound product names stands in the compiled lists.</summary>
internal sealed class LoweringNames(BoundProduct product)
{
    /// <summary>Rules, then policies.</summary>
    public ImmutableArray<BoundSource> Sources { get; } = [.. product.Rules, .. product.Policies];

    public int Party(BoundParty party) => At(product.Parties, party.Name);

    public int? MaybeParty(BoundParty? party) => party is null ? null : Party(party);

    public int Authority(BoundAuthority authority) => At(product.Authorities, authority.Name);

    public Who Who(BoundActor actor) => actor is BoundAuthority authority
        ? Compiled.Who.Authority(Authority(authority))
        : Compiled.Who.Party(Party(actor.Party));

    public Who? MaybeWho(BoundActor? actor) => actor is null ? null : Who(actor);

    public int Evidence(BoundEvidence evidence) => At(product.Evidence, evidence.Name);

    public int Source(BoundSource source) => At(Sources, source.Name);

    public int? MaybeSource(BoundSource? source) => source is null ? null : Source(source);

    public int Legal(BoundLegal? legal) => At(product.Legal, legal?.Name);

    public int Funds(BoundFunds? funds) => At(product.Funds, funds?.Name);

    public int Regulator(BoundRegulator regulator) => At(product.Perimeter.Regulators, regulator.Name);

    public int Shadow(string name) => At(product.Shadows, name);

    public int Account(BoundAccount account)
    {
        for (var i = 0; i < product.Accounts.Length; i++)
            if (product.Accounts[i].Name == account.Name && product.Accounts[i].Party.Name == account.Party.Name) return i;
        throw new InvariantViolation($"the account {account.Party.Name}/{account.Name} is declared");
    }

    public static Share Share(BoundShare share) => (share.Kind, share.Operand) switch
    {
        (Binding.ShareKind.All, _) => Compiled.Share.All,
        (Binding.ShareKind.TheRest, _) => Compiled.Share.Rest,
        (Binding.ShareKind.UpTo, BoundFactValue f) => new Share(ShareKind.UpToFact, 0, f.Fact.Index),
        (Binding.ShareKind.UpTo, BoundQuantity { Value.Unit: QuantityUnit.Percent } q) => new Share(ShareKind.UpToPercent, q.Value.Amount, -1),
        (Binding.ShareKind.UpTo, BoundQuantity q) => new Share(ShareKind.UpToAmount, q.Value.Amount, -1),
        (Binding.ShareKind.Percent, BoundQuantity q) => new Share(ShareKind.Percent, q.Value.Amount, -1),
        (Binding.ShareKind.Amount, BoundFactValue f) => new Share(ShareKind.Fact, 0, f.Fact.Index),
        (Binding.ShareKind.Amount, BoundQuantity q) => new Share(ShareKind.Amount, q.Value.Amount, -1),
        _ => throw new InvariantViolation("a share has the operand that its kind needs"),
    };

    public PartyShare PartyShare(BoundBearer bearer) =>
        new(Party(bearer.Party), bearer.Share is { } share ? Share(share) : null);

    private static int At<T>(ImmutableArray<T> list, string? name)
        where T : BoundSection
    {
        for (var i = 0; i < list.Length; i++)
            if (list[i].Name == name) return i;
        throw new InvariantViolation($"{typeof(T).Name} '{name}' is declared");
    }
}
