using System.Collections.Immutable;

namespace Onus.Core.Formats;

/// <summary>Lets the log sign with another Ed25519 key; both keys sign the <see cref="KeyRotationStatement"/>.</summary>
/// <param name="Old">The key that the log signs with today; 32 bytes.</param>
/// <param name="New">The key in its place; 32 bytes.</param>
/// <param name="OldSignature">The old key's signature; 64 bytes.</param>
/// <param name="NewSignature">The new key's signature; 64 bytes.</param>
public sealed record RotateLogKey(
    ReadOnlyMemory<byte> Old, ReadOnlyMemory<byte> New, ReadOnlyMemory<byte> OldSignature, ReadOnlyMemory<byte> NewSignature) : CharterAct
{
    /// <inheritdoc/>
    public override CharterActKind Kind => CharterActKind.RotateLogKey;

    internal static RotateLogKey Body(CborArchive a, RotateLogKey? v) => a.Record(4, () => new RotateLogKey(
        a.Bytes(v?.Old ?? default), a.Bytes(v?.New ?? default), a.Bytes(v?.OldSignature ?? default), a.Bytes(v?.NewSignature ?? default)));
}

/// <summary>Accepts the loss that a restore from backup left; the log goes on under a new origin.</summary>
/// <param name="Restored">The <see cref="RestoredEntry"/>, by its index.</param>
/// <param name="Origin">The origin that the log has now.</param>
/// <param name="LogKey">The Ed25519 key that it signs with now; 32 bytes.</param>
public sealed record AcceptLoss(ulong Restored, string Origin, ReadOnlyMemory<byte> LogKey) : CharterAct
{
    /// <inheritdoc/>
    public override CharterActKind Kind => CharterActKind.AcceptLoss;

    internal static AcceptLoss Body(CborArchive a, AcceptLoss? v) => a.Record(3, () => new AcceptLoss(
        a.ULong(v?.Restored ?? 0), a.Text(v?.Origin ?? ""), a.Bytes(v?.LogKey ?? default)));
}

/// <summary>Lets a plaintext of a case be destroyed before its time, because the person whom it is about asks for it.</summary>
/// <param name="Case">The case.</param>
/// <param name="Commitment">The commitment of the fact or the evidence.</param>
public sealed record PermitDestruction(ulong Case, Hash256 Commitment) : CharterAct
{
    /// <inheritdoc/>
    public override CharterActKind Kind => CharterActKind.PermitDestruction;

    internal static PermitDestruction Body(CborArchive a, PermitDestruction? v) => a.Record(2, () =>
        new PermitDestruction(a.ULong(v?.Case ?? 0), a.Hash(v?.Commitment ?? default)));
}

/// <summary>Lets an open case go on under another version of its product, with liability and funds equal on both sides.</summary>
/// <remarks>Parties, accounts and facts of equal name are carried over. Places are those of the new version.</remarks>
/// <param name="Case">The case.</param>
/// <param name="HeadSeen">The case's head that was shown.</param>
/// <param name="Product">The entry that enacted the version it goes on under.</param>
/// <param name="State">The state it goes on in.</param>
/// <param name="Parties">For each party of the new version its actor where the old one has no such party; else 0.</param>
/// <param name="Accounts">For each account of the new version the ledger account where the old one has no such account; else
/// 0.</param>
/// <param name="Facts">Facts that the old version does not have.</param>
/// <param name="Legs">The money that must move for it.</param>
/// <param name="Moves">The liability that must move for it.</param>
public sealed record MigrateCase(
    ulong Case,
    ulong HeadSeen,
    ulong Product,
    int State,
    ImmutableArray<ulong> Parties,
    ImmutableArray<ulong> Accounts,
    ImmutableArray<FactGiven> Facts,
    ImmutableArray<ActLeg> Legs,
    ImmutableArray<LiabilityMove> Moves) : CharterAct
{
    /// <inheritdoc/>
    public override CharterActKind Kind => CharterActKind.MigrateCase;

    internal static MigrateCase Body(CborArchive a, MigrateCase? v) => a.Record(9, () => new MigrateCase(
        a.ULong(v?.Case ?? 0), a.ULong(v?.HeadSeen ?? 0), a.ULong(v?.Product ?? 0), a.Int(v?.State ?? 0),
        a.List(v?.Parties ?? [], a.ULong), a.List(v?.Accounts ?? [], a.ULong), a.List(v?.Facts ?? [], f => FactGiven.Of(a, f)),
        a.List(v?.Legs ?? [], l => ActLeg.Of(a, l)), a.List(v?.Moves ?? [], m => LiabilityMove.Of(a, m))));
}

/// <summary>Ends a case as a court ordered, with explicit money and liability that leave nothing open.</summary>
/// <param name="Case">The case.</param>
/// <param name="HeadSeen">The case's head that was shown.</param>
/// <param name="Order">The commitment to the court's order; its bytes lie in the vault.</param>
/// <param name="Legs">The money that moves, by the accounts' places in the case's product.</param>
/// <param name="Moves">The liability that moves and ends, by the parties' places in the case's product.</param>
public sealed record CourtOrder(
    ulong Case, ulong HeadSeen, Hash256 Order, ImmutableArray<ActLeg> Legs, ImmutableArray<LiabilityMove> Moves) : CharterAct
{
    /// <inheritdoc/>
    public override CharterActKind Kind => CharterActKind.CourtOrder;

    internal static CourtOrder Body(CborArchive a, CourtOrder? v) => a.Record(5, () => new CourtOrder(
        a.ULong(v?.Case ?? 0), a.ULong(v?.HeadSeen ?? 0), a.Hash(v?.Order ?? default),
        a.List(v?.Legs ?? [], l => ActLeg.Of(a, l)), a.List(v?.Moves ?? [], m => LiabilityMove.Of(a, m))));
}
