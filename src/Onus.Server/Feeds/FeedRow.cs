using Onus.Core;
using Onus.Core.Formats;

namespace Onus.Server.Feeds;

/// <summary>One durable entry, as far as one follower may see it.</summary>
/// <param name="Index">Its index.</param>
/// <param name="Time">When the log accepted it.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Headline">What it says, in one line; null where it is not for this follower.</param>
/// <param name="Case">The case; null for what is of none, or not for this follower.</param>
/// <param name="Balances">What the accounts that this follower may see held right after it.</param>
internal readonly record struct FeedRow(
    ulong Index, LogTime Time, EntryKind Kind, string? Headline, ulong? Case, IReadOnlyList<FeedBalance> Balances);

/// <summary>What an account held.</summary>
/// <param name="Account">The account.</param>
/// <param name="Sums">Its sums in minor units.</param>
/// <param name="Digits">The digits of its unit.</param>
internal readonly record struct FeedBalance(Id128 Account, Balances Sums, int Digits);
