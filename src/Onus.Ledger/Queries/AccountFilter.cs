using Onus.Core;

namespace Onus.Ledger;

/// <summary>Which accounts are wanted; everything that is set must hold.</summary>
public sealed record AccountFilter
{
    /// <summary>Accounts of this party.</summary>
    public Id128? Party { get; init; }

    /// <summary>Accounts of this book, named by its opening entry.</summary>
    public ulong? Book { get; init; }

    /// <summary>Accounts with this code.</summary>
    public ushort? Code { get; init; }

    /// <summary>Accounts that are closed, or that are not.</summary>
    public bool? IsClosed { get; init; }
}
