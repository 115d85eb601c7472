using System.Runtime.CompilerServices;
using Onus.Core;

namespace Onus.Ledger.Tables;

/// <summary>The hash of the in-memory tables: keyed, so that nobody outside can choose ids that collide.</summary>
/// <remarks>The key decides where things lie in memory and nothing else: no answer, entry or snapshot depends on it.</remarks>
internal readonly struct TableHash(ulong key)
{
    // Odd constants with about half their bits set, from the fraction of the square roots of 2, 3 and 5.
    private const ulong First = 0x6A09E667F3BCC909, Second = 0xBB67AE8584CAA73B, Third = 0x3C6EF372FE94F82B;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Of(Id128 id) => Of((ulong)(id.Value >> 64), (ulong)(id.Value & ulong.MaxValue));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Of(ulong number) => Of(number, Third);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Of(ulong high, ulong low) =>
        Fold(Fold(high ^ key ^ First, low ^ Second) ^ high, key ^ Third);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Fold(ulong left, ulong right)
    {
        var top = Math.BigMul(left, right, out var bottom);
        return top ^ bottom;
    }
}
