using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Microsoft.Data.Sqlite;

namespace Onus.Peers;

/// <summary>A ledger in SQLite, in process: prepared statements, one transaction a batch, perhaps a hash chain.</summary>
internal sealed class SqlitePeer : IDisposable
{
    public const string Settings = "journal_mode WAL, synchronous FULL, cache 256 MB, in process";

    private const long Funds = 1_000_000_000_000;

    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _load, _insert, _debit, _credit;
    private readonly int _accounts;
    private readonly byte[]? _head;
    private readonly Random _random = new(1);
    private long _id;

    private SqlitePeer(string path, int accounts, bool chained)
    {
        (_accounts, _head) = (accounts, chained ? new byte[SHA256.HashSizeInBytes] : null);
        _connection = new SqliteConnection($"Data Source={path};Pooling=False");
        _connection.Open();
        foreach (var sql in (string[])
        [
            "PRAGMA journal_mode=WAL", "PRAGMA synchronous=FULL", "PRAGMA cache_size=-262144",
            "CREATE TABLE account(id INTEGER PRIMARY KEY, ledger INT, flags INT, debits INTEGER DEFAULT 0, credits INTEGER DEFAULT 0, CHECK((flags & 1)=0 OR debits<=credits))",
            "CREATE TABLE transfer(id INTEGER PRIMARY KEY, debit_id INTEGER, credit_id INTEGER, amount INTEGER CHECK(amount>0), ledger INT, code INT, at INTEGER, hash BLOB)",
            "CREATE INDEX td ON transfer(debit_id, at)", "CREATE INDEX tc ON transfer(credit_id, at)",
            $"WITH RECURSIVE g(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM g WHERE i<{accounts}) INSERT INTO account(id,ledger,flags,credits) SELECT i,1,1,{Funds} FROM g",
        ]) Prepare(sql, 0).ExecuteNonQuery();
        _load = Prepare("SELECT ledger, flags, debits, credits FROM account WHERE id=$1", 1);
        _insert = Prepare("INSERT INTO transfer VALUES($1,$2,$3,$4,1,7,$5,$6) ON CONFLICT(id) DO NOTHING", 5);
        _insert.Parameters.Add("$6", SqliteType.Blob);
        _debit = Prepare("UPDATE account SET debits=debits+$2 WHERE id=$1", 2);
        _credit = Prepare("UPDATE account SET credits=credits+$2 WHERE id=$1", 2);
    }

    public static Measured Run(string directory, int accounts, int batch, bool chained, TimeSpan length)
    {
        Directory.CreateDirectory(directory);
        using var peer = new SqlitePeer(Path.Combine(directory, $"{batch}-{(chained ? "chained" : "plain")}.db"), accounts, chained);
        var latencies = new List<double>();
        var start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start) < length)
        {
            var sent = Stopwatch.GetTimestamp();
            peer.Transfer(batch);
            latencies.Add(Stopwatch.GetElapsedTime(sent).TotalMilliseconds);
        }

        var took = Stopwatch.GetElapsedTime(start);
        peer.Verify();
        return Measured.Of(latencies.Count * (double)batch / took.TotalSeconds, latencies);
    }

    public void Dispose()
    {
        foreach (var command in (SqliteCommand[])[_load, _insert, _debit, _credit]) command.Dispose();
        _connection.Dispose();
    }

    private void Transfer(int count)
    {
        using var transaction = _connection.BeginTransaction();
        foreach (var command in (SqliteCommand[])[_load, _insert, _debit, _credit]) command.Transaction = transaction;
        for (var i = 0; i < count; i++)
        {
            long debit = 1 + _random.Next(_accounts), credit = 1 + (debit + _random.Next(1, _accounts - 1)) % _accounts, amount = _random.Next(1, 100);
            var (from, to) = (Load(debit), Load(credit));
            if (from.Ledger != to.Ledger || ((from.Flags & 1) == 1 && from.Debits + amount > from.Credits)) throw new InvalidOperationException("refused");
            Set(_insert, ++_id, debit, credit, amount, DateTime.UtcNow.Ticks);
            _insert.Parameters[5].Value = Chain(_id, debit, credit, amount) ?? (object)DBNull.Value;
            if (_insert.ExecuteNonQuery() == 0) continue;
            Set(_debit, debit, amount);
            _debit.ExecuteNonQuery();
            Set(_credit, credit, amount);
            _credit.ExecuteNonQuery();
        }

        transaction.Commit();
    }

    private (long Ledger, long Flags, long Debits, long Credits) Load(long account)
    {
        Set(_load, account);
        using var row = _load.ExecuteReader();
        return row.Read() ? (row.GetInt64(0), row.GetInt64(1), row.GetInt64(2), row.GetInt64(3)) : throw new InvalidOperationException("no such account");
    }

    private byte[]? Chain(long id, long debit, long credit, long amount)
    {
        if (_head is null) return null;
        Span<byte> link = stackalloc byte[SHA256.HashSizeInBytes + 4 * sizeof(long)];
        _head.CopyTo(link);
        MemoryMarshal.AsBytes<long>([id, debit, credit, amount]).CopyTo(link[SHA256.HashSizeInBytes..]);
        SHA256.HashData(link, _head);
        return (byte[])_head.Clone();
    }

    private void Verify()
    {
        using var check = Prepare(
            $"SELECT (SELECT sum(debits) FROM account) = (SELECT sum(credits) - {_accounts}*{Funds} FROM account) AND (SELECT sum(debits) FROM account) = (SELECT sum(amount) FROM transfer)", 0);
        if (Convert.ToInt64(check.ExecuteScalar(), CultureInfo.InvariantCulture) != 1) throw new InvalidOperationException("SQLite's books do not balance");
    }

    private SqliteCommand Prepare(string sql, int parameters)
    {
        var command = _connection.CreateCommand();
        command.CommandText = sql;
        for (var i = 1; i <= parameters; i++) command.Parameters.Add($"${i}", SqliteType.Integer);
        return command;
    }

    private static void Set(SqliteCommand command, params ReadOnlySpan<long> values)
    {
        for (var i = 0; i < values.Length; i++) command.Parameters[i].Value = values[i];
    }
}
