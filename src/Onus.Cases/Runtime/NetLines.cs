using Onus.Core.Formats;

namespace Onus.Cases.Runtime;

/// <summary>Many movements between ledger accounts, as one debit or credit for each account. Used again and again by one
/// thread.</summary>
internal sealed class NetLines
{
    // An act touches a handful of accounts: looking through a list beats a table.
    private readonly List<(ulong Account, UInt128 Debits, UInt128 Credits)> _accounts = new(8);
    private PostedLine[] _lines = new PostedLine[8];

    /// <summary>Forgets what was moved.</summary>
    public NetLines Clear()
    {
        _accounts.Clear();
        return this;
    }

    /// <summary>Debits the payer and credits the receiver.</summary>
    public void Move(ulong from, ulong to, UInt128 amount)
    {
        Add(from, amount, 0);
        Add(to, 0, amount);
    }

    /// <summary>The lines, in the order in which accounts were first touched; an account that got back what it gave has none.</summary>
    /// <returns>A view that holds until the next movement.</returns>
    public ReadOnlySpan<PostedLine> Lines()
    {
        if (_lines.Length < _accounts.Count) Array.Resize(ref _lines, 2 * _accounts.Count);
        var count = 0;
        foreach (var (account, debits, credits) in _accounts)
        {
            if (debits > credits) _lines[count++] = new PostedLine(account, Side.Debit, debits - credits);
            if (credits > debits) _lines[count++] = new PostedLine(account, Side.Credit, credits - debits);
        }

        return _lines.AsSpan(0, count);
    }

    private void Add(ulong account, UInt128 debit, UInt128 credit)
    {
        for (var i = 0; i < _accounts.Count; i++)
        {
            if (_accounts[i].Account != account) continue;
            _accounts[i] = (account, _accounts[i].Debits + debit, _accounts[i].Credits + credit);
            return;
        }

        _accounts.Add((account, debit, credit));
    }
}
