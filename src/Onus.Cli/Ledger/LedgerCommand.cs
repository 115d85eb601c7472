using System.CommandLine;
using Onus.Log.Proofs;

namespace Onus.Cli.Ledger;

/// <summary><c>onus ledger</c>: a ledger on the log of a directory, without a server.</summary>
internal static class LedgerCommand
{
    public static Command Create() => new("ledger", "Work with the ledger on the log of a directory ('onus log init' makes one).")
    {
        BookVerb.Create(),
        AccountVerb.Create(),
        TransferVerb.Create(hold: false),
        TransferVerb.Create(hold: true),
        ResolveVerb.Create(capture: true),
        ResolveVerb.Create(capture: false),
        PostVerb.Create(),
        BatchVerb.Create(),
        StandingVerbs.CreateLimits(),
        StandingVerbs.CreateClose(),
        StandingVerbs.CreateReopen(),
        BalanceVerb.Create(),
        HistoryVerb.Create(),
        EntriesVerb.Create(),
        AccountsVerb.Create(),
        ProveVerb.Create(LedgerProofKind.Balance),
        ProveVerb.Create(LedgerProofKind.Statement),
        ProveVerb.Create(LedgerProofKind.Total),
        RootVerb.Create(),
        ReceiptVerb.Create(),
    };
}
