using System.Diagnostics.CodeAnalysis;
using System.Formats.Cbor;
using Onus.Core.Formats;

namespace Onus.Ledger.Audit;

/// <summary>Reads the command that a refusal keeps.</summary>
internal static class RefusedCommand
{
    public static bool TryRead(RefusedEntry refused, [NotNullWhen(true)] out object? command)
    {
        command = null;
        try
        {
            command = refused.Request switch
            {
                LedgerRequestKind.Transfer => CommandContent.DecodeTransfer(refused),
                LedgerRequestKind.Postings => CommandContent.DecodePostings(refused),
                LedgerRequestKind.OpenBook => CommandContent.DecodeOpenBook(refused),
                LedgerRequestKind.OpenAccount => CommandContent.DecodeOpenAccount(refused),
                LedgerRequestKind.ChangeLimits => CommandContent.DecodeChangeLimits(refused),
                LedgerRequestKind.CloseAccount => CommandContent.DecodeCloseAccount(refused),
                _ => CommandContent.DecodeReopenAccount(refused),
            };
            return true;
        }
        catch (Exception e) when (e is CborContentException or InvalidOperationException or OverflowException)
        {
            return false;
        }
    }
}
