using Onus.Core;
using Onus.Core.Formats;
using Onus.Language.Compiled;

namespace Onus.Cases;

/// <summary>Makes the entries of acts that take effect.</summary>
internal sealed class CharterEntries(Charter charter, ICharterCases cases)
{
    /// <summary>The entry of an act that was checked.</summary>
    /// <param name="act">The act.</param>
    /// <param name="front">The envelope of the entry, but for kind and lineage.</param>
    /// <param name="warrant">By what right.</param>
    public byte[] Write(CharterAct act, EntryEnvelope front, CharterWarrant warrant)
    {
        if (act is MigrateCase migrate) return cases.Enter(migrate, front, warrant);
        if (act is CourtOrder order) return cases.Enter(order, front, warrant);
        var writer = CborExtensions.NewWriter();
        switch (act)
        {
            case RegisterActor a:
                new ActorRegistered(front with { Kind = EntryKind.ActorRegistered }, a.Token, a.Actor) { Warrant = warrant }.Write(writer);
                break;
            case AddKey a:
                new KeyAdded(About(front, EntryKind.KeyAdded, a.Actor), a.Actor, a.Algorithm, a.PublicKey) { Warrant = warrant }.Write(writer);
                break;
            case RevokeKey a:
                Invariant.Holds(charter.Registry.TryGetKey(a.Key, out var key));
                new KeyRevoked(About(front, EntryKind.KeyRevoked, key!.Actor), a.Key) { Warrant = warrant }.Write(writer);
                break;
            case GrantAuthority a:
                new AuthorityGranted(About(front, EntryKind.AuthorityGranted, a.Actor), a.Actor, a.Product, a.Authority) { Warrant = warrant }
                    .Write(writer);
                break;
            case RevokeAuthority a:
                Invariant.Holds(charter.Registry.TryGetGrant(a.Grant, out var grant));
                new AuthorityRevoked(About(front, EntryKind.AuthorityRevoked, grant.Actor), a.Grant) { Warrant = warrant }.Write(writer);
                break;
            case EnactProduct a:
                Enact(a, front with { Kind = EntryKind.ProductEnacted }, warrant).Write(writer);
                break;
            case UpdateCalendar a:
                new CalendarUpdated(front with { Kind = EntryKind.CalendarUpdated }, a.Old, a.New, warrant).Write(writer);
                break;
            case RotateLogKey a:
                new LogKeyRotated(front with { Kind = EntryKind.LogKeyRotated }, a, warrant).Write(writer);
                break;
            case AcceptLoss a:
                new LossAccepted(front with { Kind = EntryKind.LossAccepted }, a, warrant).Write(writer);
                break;
            case PermitDestruction a:
                new DestructionPermitted(front with { Kind = EntryKind.DestructionPermitted }, a, warrant).Write(writer);
                break;
            default:
                throw new InvariantViolation("an act of no known kind");
        }

        return writer.Encode();
    }

    private EntryEnvelope About(in EntryEnvelope front, EntryKind kind, ulong actor) =>
        front with { Kind = kind, Lineage = [charter.Registry.NextLink(actor)] };

    private ProductEnacted Enact(EnactProduct act, in EntryEnvelope front, CharterWarrant warrant)
    {
        var texts = charter.Products.Texts;
        Invariant.Holds(texts.TryRead(act.Compiled, out var bytes));
        var product = ProductCodec.TryDecode(bytes, out _);
        Invariant.Holds(product is not null);
        return new ProductEnacted(
            front, product.Name, product.Version, act.Source, act.Compiled, texts.PiecesOf(act.Source), texts.PiecesOf(act.Compiled),
            act.Parties, act.Accounts, InEffect(product, front.Time)) { Warrant = warrant };
    }

    /// <summary>The start of the day that the product names, in its zone; the entry's own time where that is past, or none.</summary>
    private LogTime InEffect(Product product, LogTime now)
    {
        if (product.InEffect is not { } day) return now;
        var calendar = charter.Products.Calendars.Of(product.Perimeter);
        Invariant.Holds(calendar is not null);
        var start = calendar.Zone.StartOf(day);
        return start > now ? start : now;
    }
}
