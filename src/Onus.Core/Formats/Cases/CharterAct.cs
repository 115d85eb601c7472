using System.Collections.Immutable;
using System.Formats.Cbor;

namespace Onus.Core.Formats;

/// <summary>The acts of the charter; each has its own entry when it takes effect.</summary>
public enum CharterActKind : byte
{
    /// <summary>Make an actor known to the log.</summary>
    RegisterActor = 1,

    /// <summary>Give an actor a key.</summary>
    AddKey = 2,

    /// <summary>Take a key out of use.</summary>
    RevokeKey = 3,

    /// <summary>Give an actor an authority.</summary>
    GrantAuthority = 4,

    /// <summary>Take an authority from an actor.</summary>
    RevokeAuthority = 5,

    /// <summary>Bring a version of a product into force.</summary>
    EnactProduct = 6,

    /// <summary>Put a newer file in the place of a business calendar.</summary>
    UpdateCalendar = 7,

    /// <summary>Let the log sign with another key.</summary>
    RotateLogKey = 8,

    /// <summary>Accept the loss that a restore left.</summary>
    AcceptLoss = 9,

    /// <summary>Let a plaintext be destroyed before its time.</summary>
    PermitDestruction = 10,

    /// <summary>Let an open case go on under another version of its product.</summary>
    MigrateCase = 11,

    /// <summary>End a case as a court ordered.</summary>
    CourtOrder = 12,
}

/// <summary>What somebody asks of the charter, as commands, proposals and refusals carry it: <c>[kind, body]</c>.</summary>
public abstract record CharterAct
{
    /// <summary>The most characters of the name of a product or an authority.</summary>
    public const int MaxName = 100;

    /// <summary>The most parties, accounts, facts, legs or moves of one act.</summary>
    public const int MaxItems = 500;

    /// <summary>Which act.</summary>
    public abstract CharterActKind Kind { get; }

    /// <summary>The act as canonical bytes.</summary>
    public byte[] ToBytes()
    {
        var writer = CborExtensions.NewWriter();
        Of(new CborArchive(writer), this);
        return writer.Encode();
    }

    /// <summary>Reads canonical bytes; false for whatever <see cref="ToBytes"/> would not have written.</summary>
    public static bool TryRead(ReadOnlyMemory<byte> bytes, out CharterAct? act) =>
        EntryCodec.TryReadValue(bytes, static reader => Of(new CborArchive(reader), null), out act);

    internal static CharterAct Of(CborArchive a, CharterAct? v) => a.Record(2, () => Body(a, a.Word(v?.Kind ?? default), v));

    private static CharterAct Body(CborArchive a, CharterActKind kind, CharterAct? v) => kind switch
    {
        CharterActKind.RegisterActor => RegisterActor.Body(a, v as RegisterActor),
        CharterActKind.AddKey => AddKey.Body(a, v as AddKey),
        CharterActKind.RevokeKey => a.Record(1, () => new RevokeKey(a.ULong((v as RevokeKey)?.Key ?? 0))),
        CharterActKind.GrantAuthority => GrantAuthority.Body(a, v as GrantAuthority),
        CharterActKind.RevokeAuthority => a.Record(1, () => new RevokeAuthority(a.ULong((v as RevokeAuthority)?.Grant ?? 0))),
        CharterActKind.EnactProduct => EnactProduct.Body(a, v as EnactProduct),
        CharterActKind.UpdateCalendar => UpdateCalendar.Body(a, v as UpdateCalendar),
        CharterActKind.RotateLogKey => RotateLogKey.Body(a, v as RotateLogKey),
        CharterActKind.AcceptLoss => AcceptLoss.Body(a, v as AcceptLoss),
        CharterActKind.PermitDestruction => PermitDestruction.Body(a, v as PermitDestruction),
        CharterActKind.MigrateCase => MigrateCase.Body(a, v as MigrateCase),
        CharterActKind.CourtOrder => CourtOrder.Body(a, v as CourtOrder),
        _ => throw new CborContentException("an act that is not of the charter"),
    };
}

/// <summary>Makes an actor known to the log.</summary>
/// <param name="Token">A random token of the vault's subject register, never a name.</param>
/// <param name="Actor">What the actor is.</param>
public sealed record RegisterActor(Id128 Token, ActorKind Actor) : CharterAct
{
    /// <inheritdoc/>
    public override CharterActKind Kind => CharterActKind.RegisterActor;

    internal static RegisterActor Body(CborArchive a, RegisterActor? v) => a.Record(2, () =>
        new RegisterActor(a.Id(v?.Token ?? default), a.Word(v?.Actor ?? default)));
}

/// <summary>Gives an actor a key.</summary>
/// <param name="Actor">The entry that registered the actor.</param>
/// <param name="Algorithm">How the key signs.</param>
/// <param name="PublicKey">The public key.</param>
public sealed record AddKey(ulong Actor, KeyAlgorithm Algorithm, ReadOnlyMemory<byte> PublicKey) : CharterAct
{
    /// <inheritdoc/>
    public override CharterActKind Kind => CharterActKind.AddKey;

    internal static AddKey Body(CborArchive a, AddKey? v) => a.Record(3, () =>
        new AddKey(a.ULong(v?.Actor ?? 0), a.Word(v?.Algorithm ?? KeyAlgorithm.Ed25519), a.Bytes(v?.PublicKey ?? default)));
}

/// <summary>Takes a key out of use.</summary>
/// <param name="Key">The entry that added it.</param>
public sealed record RevokeKey(ulong Key) : CharterAct
{
    /// <inheritdoc/>
    public override CharterActKind Kind => CharterActKind.RevokeKey;
}

/// <summary>Gives an actor an authority.</summary>
/// <param name="Actor">The entry that registered the actor.</param>
/// <param name="Product">The product's name; empty for an authority of the charter.</param>
/// <param name="Authority">The authority's name.</param>
public sealed record GrantAuthority(ulong Actor, string Product, string Authority) : CharterAct
{
    /// <inheritdoc/>
    public override CharterActKind Kind => CharterActKind.GrantAuthority;

    internal static GrantAuthority Body(CborArchive a, GrantAuthority? v) => a.Record(3, () =>
        new GrantAuthority(a.ULong(v?.Actor ?? 0), a.Text(v?.Product ?? ""), a.Text(v?.Authority ?? "")));
}

/// <summary>Takes an authority from an actor.</summary>
/// <param name="Grant">The entry that granted it.</param>
public sealed record RevokeAuthority(ulong Grant) : CharterAct
{
    /// <inheritdoc/>
    public override CharterActKind Kind => CharterActKind.RevokeAuthority;
}

/// <summary>Brings a version of a product into force; source and compiled form are texts in the log.</summary>
/// <param name="Source">SHA-256 of the source text.</param>
/// <param name="Compiled">SHA-256 of the compiled product.</param>
/// <param name="Parties">For each party of the product the entry of its actor, where it is ours or independent; else 0.</param>
/// <param name="Accounts">For each account of the product the entry of the ledger account, where it is ours; else 0.</param>
public sealed record EnactProduct(
    Hash256 Source, Hash256 Compiled, ImmutableArray<ulong> Parties, ImmutableArray<ulong> Accounts) : CharterAct
{
    /// <inheritdoc/>
    public override CharterActKind Kind => CharterActKind.EnactProduct;

    internal static EnactProduct Body(CborArchive a, EnactProduct? v) => a.Record(4, () => new EnactProduct(
        a.Hash(v?.Source ?? default), a.Hash(v?.Compiled ?? default), a.List(v?.Parties ?? [], a.ULong), a.List(v?.Accounts ?? [], a.ULong)));
}

/// <summary>Puts a newer file in the place of a business calendar.</summary>
/// <param name="Old">SHA-256 of the file that products are bound to today.</param>
/// <param name="New">SHA-256 of the file in its place: one that comes with Onus, or a text in the log.</param>
public sealed record UpdateCalendar(Hash256 Old, Hash256 New) : CharterAct
{
    /// <inheritdoc/>
    public override CharterActKind Kind => CharterActKind.UpdateCalendar;

    internal static UpdateCalendar Body(CborArchive a, UpdateCalendar? v) => a.Record(2, () =>
        new UpdateCalendar(a.Hash(v?.Old ?? default), a.Hash(v?.New ?? default)));
}
