using Onus.Language.Compiled;

namespace Onus.Cases;

/// <summary>Whether enough different people approve.</summary>
public static class Quorum
{
    /// <summary>Whether these approvals meet an authority of a product (LANGUAGE, "Head and quorum").</summary>
    /// <remarks>An authority of its own is met by anybody who acts under it. <c>is k of A, B</c> needs k different persons,
    /// matched to k different ones of the named authorities; where fewer than k are named, k different persons of
    /// them.</remarks>
    /// <param name="product">The product.</param>
    /// <param name="authority">The authority that decides, by its place in the product.</param>
    /// <param name="approvals">Who approves, and under which authority; the same person may stand here more than once.</param>
    public static bool IsMet(Product product, int authority, ReadOnlySpan<(ulong Actor, int Authority)> approvals)
    {
        ArgumentNullException.ThrowIfNull(product);
        var (members, needed) = (product.Authorities[authority].Members, product.Authorities[authority].Quorum);
        if (members.IsEmpty)
        {
            foreach (var approval in approvals)
                if (approval.Authority == authority) return true;
            return false;
        }

        var persons = new List<ulong>();
        var edges = new List<(int Person, int Seat)>();
        foreach (var (actor, under) in approvals)
        {
            var seat = members.IndexOf(under);
            if (seat < 0) continue;
            if (!persons.Contains(actor)) persons.Add(actor);
            edges.Add((persons.IndexOf(actor), seat));
        }

        return members.Length < needed ? persons.Count >= needed : Match(persons.Count, members.Length, edges) >= needed;
    }

    // The largest matching by augmenting paths; both sides are a handful.
    private static int Match(int persons, int seats, List<(int Person, int Seat)> edges)
    {
        var holder = new int[seats];
        Array.Fill(holder, -1);
        var matched = 0;
        for (var person = 0; person < persons; person++)
            if (TrySeat(person, edges, holder, new bool[seats])) matched++;
        return matched;
    }

    private static bool TrySeat(int person, List<(int Person, int Seat)> edges, int[] holder, bool[] tried)
    {
        foreach (var (who, seat) in edges)
        {
            if (who != person || tried[seat]) continue;
            tried[seat] = true;
            if (holder[seat] >= 0 && !TrySeat(holder[seat], edges, holder, tried)) continue;
            holder[seat] = person;
            return true;
        }

        return false;
    }
}
