using System.Diagnostics.CodeAnalysis;

namespace Onus.Core.Formats;

/// <summary>An act of the charter that took effect, as its entry says it.</summary>
/// <param name="Envelope">The front of the entry.</param>
/// <param name="Act">The act.</param>
/// <param name="Warrant">By what right.</param>
public sealed record CharterEffect(EntryEnvelope Envelope, CharterAct Act, CharterWarrant Warrant)
{
    /// <summary>Whether entries of that kind record an act of the charter.</summary>
    public static bool IsOf(EntryKind kind) =>
        kind is >= EntryKind.ActorRegistered and <= EntryKind.AuthorityRevoked or EntryKind.ProductEnacted
            or >= EntryKind.CaseMigrated and <= EntryKind.DestructionPermitted;

    /// <summary>Reads the entry of an act that took effect; false for every other entry, and for bytes of another layout.</summary>
    public static bool TryRead(ReadOnlyMemory<byte> entry, [NotNullWhen(true)] out CharterEffect? effect)
    {
        var kind = EntryHeader.KindOf(entry.Span);
        effect = kind switch
        {
            EntryKind.ActorRegistered => ActorRegistered.TryRead(entry, out var e)
                ? new(e!.Envelope, new RegisterActor(e.Token, e.Kind), e.Warrant) : null,
            EntryKind.KeyAdded => KeyAdded.TryRead(entry, out var e)
                ? new(e!.Envelope, new AddKey(e.Actor, e.Algorithm, e.PublicKey), e.Warrant) : null,
            EntryKind.KeyRevoked => KeyRevoked.TryRead(entry, out var e)
                ? new(e!.Envelope, new RevokeKey(e.Key), e.Warrant) : null,
            EntryKind.AuthorityGranted => AuthorityGranted.TryRead(entry, out var e)
                ? new(e!.Envelope, new GrantAuthority(e.Actor, e.Product, e.Authority), e.Warrant) : null,
            EntryKind.AuthorityRevoked => AuthorityRevoked.TryRead(entry, out var e)
                ? new(e!.Envelope, new RevokeAuthority(e.Grant), e.Warrant) : null,
            EntryKind.ProductEnacted => ProductEnacted.TryRead(entry, out var e)
                ? new(e!.Envelope, new EnactProduct(e.Source, e.Compiled, e.Parties, e.Accounts), e.Warrant) : null,
            EntryKind.CalendarUpdated => CalendarUpdated.TryRead(entry, out var e)
                ? new(e!.Envelope, new UpdateCalendar(e.Old, e.New), e.Warrant) : null,
            EntryKind.LogKeyRotated => LogKeyRotated.TryRead(entry, out var e) ? new(e!.Envelope, e.Act, e.Warrant) : null,
            EntryKind.LossAccepted => LossAccepted.TryRead(entry, out var e) ? new(e!.Envelope, e.Act, e.Warrant) : null,
            EntryKind.DestructionPermitted => DestructionPermitted.TryRead(entry, out var e)
                ? new(e!.Envelope, e.Act, e.Warrant) : null,
            EntryKind.CaseMigrated => CaseMigrated.TryRead(entry, out var e) ? new(e!.Envelope, e.Act, e.Warrant) : null,
            EntryKind.CourtOrdered => CourtOrdered.TryRead(entry, out var e) ? new(e!.Envelope, e.Act, e.Warrant) : null,
            _ => null,
        };
        return effect is not null;
    }
}
