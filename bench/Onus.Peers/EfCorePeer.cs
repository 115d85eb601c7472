using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Onus.Peers;

/// <summary>What code on EF Core usually looks like: load two accounts, check, save, and again on a conflict.</summary>
internal static class EfCorePeer
{
    public static async Task<Measured> RunAsync(PostgresCluster cluster, int clients, int accounts, TimeSpan length)
    {
        cluster.Found(accounts);
        await using var source = NpgsqlDataSource.Create(cluster.ConnectionString);
        var (next, done) = (0L, 0L);
        var latencies = new List<double>[clients];

        // A connection for each client, and everything compiled.
        for (var round = 0; round < 50; round++)
            await Task.WhenAll(Enumerable.Range(0, clients).Select(i => TransferAsync(source, 2 * i + 1, 2 * i + 2, 1, Interlocked.Increment(ref next))));
        var start = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, clients).Select(client => Task.Run(async () =>
        {
            var random = new Random(client);
            var mine = latencies[client] = [];
            while (Stopwatch.GetElapsedTime(start) < length)
            {
                var debit = 1 + random.Next(accounts);
                var credit = 1 + (debit + random.Next(1, accounts - 1)) % accounts;
                var sent = Stopwatch.GetTimestamp();
                await TransferAsync(source, debit, credit, random.Next(1, 100), Interlocked.Increment(ref next));
                mine.Add(Stopwatch.GetElapsedTime(sent).TotalMilliseconds);
                Interlocked.Increment(ref done);
            }
        })));
        var took = Stopwatch.GetElapsedTime(start);
        cluster.Verify();
        return Measured.Of(done / took.TotalSeconds, latencies.SelectMany(mine => mine));
    }

    private static async Task TransferAsync(NpgsqlDataSource source, long debit, long credit, long amount, long id)
    {
        while (true)
        {
            await using var books = new Books(source);
            var from = await books.Accounts.FindAsync(debit) ?? throw new InvalidOperationException("no such account");
            var to = await books.Accounts.FindAsync(credit) ?? throw new InvalidOperationException("no such account");
            if (from.Ledger != to.Ledger || from.DebitsPosted + amount > from.CreditsPosted) throw new InvalidOperationException("refused");
            from.DebitsPosted += amount;
            to.CreditsPosted += amount;
            books.Add(new Transfer { Id = id, Debit = debit, Credit = credit, Amount = amount, Ledger = 1, Code = 7, CreatedAt = DateTime.UtcNow });
            try
            {
                await books.SaveChangesAsync();
                return;
            }
            catch (DbUpdateConcurrencyException)
            {
                // Somebody else moved one of the accounts: read again.
            }
            catch (DbUpdateException failure) when (failure.InnerException is PostgresException { IsTransient: true })
            {
                // A deadlock, which PostgreSQL broke: again.
            }
        }
    }

    internal sealed class Account
    {
        public long Id { get; set; }

        public int Ledger { get; set; }

        public int Flags { get; set; }

        public long DebitsPosted { get; set; }

        public long CreditsPosted { get; set; }

        public uint Version { get; set; }
    }

    internal sealed class Transfer
    {
        public long Id { get; set; }

        public long Debit { get; set; }

        public long Credit { get; set; }

        public long Amount { get; set; }

        public int Ledger { get; set; }

        public int Code { get; set; }

        public DateTime CreatedAt { get; set; }
    }

    internal sealed class Books(NpgsqlDataSource source) : DbContext
    {
        public DbSet<Account> Accounts => Set<Account>();

        protected override void OnConfiguring(DbContextOptionsBuilder optionsBuilder) => optionsBuilder.UseNpgsql(source);

        protected override void OnModelCreating(ModelBuilder modelBuilder)
        {
            modelBuilder.Entity<Account>(account =>
            {
                account.ToTable("account");
                account.Property(a => a.Id).HasColumnName("id");
                account.Property(a => a.Ledger).HasColumnName("ledger");
                account.Property(a => a.Flags).HasColumnName("flags");
                account.Property(a => a.DebitsPosted).HasColumnName("debits_posted");
                account.Property(a => a.CreditsPosted).HasColumnName("credits_posted");
                account.Property(a => a.Version).IsRowVersion();
            });
            modelBuilder.Entity<Transfer>(transfer =>
            {
                transfer.ToTable("transfer");
                transfer.Property(t => t.Id).HasColumnName("id").ValueGeneratedNever();
                transfer.Property(t => t.Debit).HasColumnName("debit_id");
                transfer.Property(t => t.Credit).HasColumnName("credit_id");
                transfer.Property(t => t.Amount).HasColumnName("amount");
                transfer.Property(t => t.Ledger).HasColumnName("ledger");
                transfer.Property(t => t.Code).HasColumnName("code");
                transfer.Property(t => t.CreatedAt).HasColumnName("created_at");
            });
        }
    }
}
