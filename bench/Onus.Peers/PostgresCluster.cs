using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Onus.Peers;

/// <summary>A private PostgreSQL cluster on loopback, gone when it is disposed.</summary>
internal sealed class PostgresCluster : IDisposable
{
    private static readonly string[] CommitSettings =
        ["server_version", "fsync", "full_page_writes", "synchronous_commit", "wal_sync_method", "shared_buffers"];

    private readonly string _directory;
    private readonly string _programs;
    private readonly int _port;
    private readonly Process _server;

    private PostgresCluster(string directory, string programs)
    {
        (_directory, _programs, _port) = (directory, programs, FreePort());
        Directory.CreateDirectory(directory);
        foreach (var script in Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "pg-ledger")))
            File.Copy(script, Path.Combine(directory, Path.GetFileName(script)));
        Shell.HandOver(directory);
        Shell.Run(Tool("initdb"), "-D", Data, "-A", "trust", "-U", "postgres", "--no-locale", "-E", "UTF8");
        _server = Shell.Start(
            Tool("postgres"), "-D", Data, "-p", _port.ToString(CultureInfo.InvariantCulture), "-k", directory, "-c", "listen_addresses=127.0.0.1",
            "-c", "fsync=on", "-c", "full_page_writes=on", "-c", "synchronous_commit=on", "-c", "shared_buffers=4GB", "-c", "max_wal_size=16GB",
            "-c", "checkpoint_timeout=30min", "-c", "max_connections=100", "-c", "log_min_messages=error");
        _server.BeginErrorReadLine();
        _server.BeginOutputReadLine();
        WaitUntilReady();
    }

    /// <summary>For Npgsql.</summary>
    public string ConnectionString => $"Host=127.0.0.1;Port={_port};Username=postgres;Database=postgres;SSL Mode=Disable;Maximum Pool Size=64";

    /// <summary>The version, and the settings that decide what a commit is worth.</summary>
    public string Settings => string.Join(
        ", ", CommitSettings.Select(name => $"{name} {Query($"SHOW {name}").Trim()}"));

    private string Data => Path.Combine(_directory, "data");

    /// <summary>Starts one, or answers why not.</summary>
    public static PostgresCluster? TryStart(string directory, out string problem)
    {
        var programs = Directory.Exists("/usr/lib/postgresql")
            ? Directory.EnumerateDirectories("/usr/lib/postgresql").Order(StringComparer.Ordinal).Select(d => Path.Combine(d, "bin")).LastOrDefault()
            : null;
        problem = "PostgreSQL is not installed here (apt-get install postgresql): its rows are missing";
        return programs is null || !File.Exists(Path.Combine(programs, "pgbench")) ? null : new PostgresCluster(directory, programs);
    }

    /// <summary>An empty ledger of that many accounts, each funded so that no limit is ever hit.</summary>
    public void Found(int accounts)
    {
        Query("DROP SCHEMA public CASCADE", "CREATE SCHEMA public");
        Psql("-f", Path.Combine(_directory, "schema.sql"));
        Query(
            $"INSERT INTO account(id, ledger, flags) SELECT g, 1, 1 FROM generate_series(1, {accounts}) g",
            "INSERT INTO account(id, ledger, flags) VALUES (0, 1, 0)",
            $"INSERT INTO transfer(id, debit_id, credit_id, amount, ledger, code) SELECT -g, 0, g, 1000000000000, 1, 1 FROM generate_series(1, {accounts}) g",
            "UPDATE account SET credits_posted = 1000000000000 WHERE id > 0",
            $"UPDATE account SET debits_posted = {accounts} * 1000000000000 WHERE id = 0",
            "VACUUM ANALYZE",
            "CHECKPOINT");
    }

    /// <summary>Runs a script with pgbench on a new ledger, and checks the books afterwards.</summary>
    /// <param name="script">one, loop or fast.</param>
    /// <param name="chained">Whether every transfer is chained to the one before it by a hash.</param>
    /// <param name="clients">How many connections.</param>
    /// <param name="batch">Transfers a call.</param>
    /// <param name="accounts">How many accounts.</param>
    /// <param name="seconds">How long.</param>
    public Measured Bench(string script, bool chained, int clients, int batch, int accounts, int seconds)
    {
        Found(accounts);
        var log = Path.Combine(_directory, "latency");
        var printed = Shell.Run(
            Tool("pgbench"), "-h", _directory, "-p", $"{_port}", "-U", "postgres", "-n", "-M", "prepared", "-c", $"{clients}", "-j", "2", "-T", $"{seconds}",
            "-l", $"--log-prefix={log}", "-f", Path.Combine(_directory, script + ".sql"), "-D", "n=0", "-D", "run=1", "-D", $"mode={(chained ? 1 : 0)}",
            "-D", $"accounts={accounts}", "-D", $"batch={batch}", "postgres");
        var calls = printed.Split('\n').Single(line => line.StartsWith("tps = ", StringComparison.Ordinal)).Split(' ')[2];
        var files = Directory.GetFiles(_directory, "latency.*");
        var latencies = files.SelectMany(File.ReadLines).Select(line => double.Parse(line.Split(' ')[2], CultureInfo.InvariantCulture) / 1_000).ToList();
        foreach (var file in files) File.Delete(file);
        Verify();
        return Measured.Of(double.Parse(calls, CultureInfo.InvariantCulture) * batch, latencies);
    }

    /// <summary>Checks the books: debits and credits, balances against the transfers, limits, the chain.</summary>
    public void Verify()
    {
        var wrong = Psql("-f", Path.Combine(_directory, "verify.sql")).Split('\n').Where(line => line.EndsWith("|f", StringComparison.Ordinal)).ToList();
        if (wrong.Count > 0) throw new InvalidOperationException($"PostgreSQL's books are wrong: {string.Join("; ", wrong)}");
    }

    public void Dispose()
    {
        var pid = File.ReadLines(Path.Combine(Data, "postmaster.pid")).First();
        using (var stop = Process.Start("kill", ["-INT", pid])) stop.WaitForExit();
        _server.WaitForExit(30_000);
        _server.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private string Tool(string name) => Path.Combine(_programs, name);

    private string Query(params string[] statements) => Psql([.. statements.SelectMany(statement => new[] { "-c", statement })]);

    private string Psql(params string[] arguments) => Shell.Run(
        Tool("psql"), ["-h", _directory, "-p", $"{_port}", "-U", "postgres", "-qAtX", "-v", "ON_ERROR_STOP=1", .. arguments, "postgres"]);

    private void WaitUntilReady()
    {
        for (var attempt = 0; attempt < 100 && !_server.HasExited; attempt++)
        {
            using var ready = Shell.Start(Tool("pg_isready"), "-q", "-h", _directory, "-p", $"{_port}");
            ready.WaitForExit();
            if (ready.ExitCode == 0) return;
            Thread.Sleep(200);
        }

        throw new InvalidOperationException("PostgreSQL did not come up");
    }
}
