using Onus.Core;

namespace Onus.Ledger;

/// <summary>A request to open a closed account again.</summary>
/// <param name="Head">Id, trace and actor.</param>
/// <param name="Account">The account.</param>
public sealed record ReopenAccount(CommandHead Head, Id128 Account);
