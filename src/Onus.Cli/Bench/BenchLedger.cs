using Onus.Core;
using Onus.Core.Formats;
using Onus.Engine;
using Onus.Ledger;
using Onus.Log.Journal;
using Onus.Log.Notes;
using Onus.Log.Storage;

namespace Onus.Cli.Bench;

/// <summary>A ledger to measure: one book, one source, and funded accounts that may not go negative, on a metered device.</summary>
internal sealed class BenchLedger : IDisposable
{
    private const string Origin = "bench.onus.example/ledger";
    private static readonly Id128 Book = new(1), Source = new(2);

    private readonly Ed25519Signer _key = Ed25519Signer.Generate(Origin, SignatureType.Ed25519, SystemEntropy.Instance);
    private OnusEngine? _engine;

    public BenchLedger(string directory, int accounts)
    {
        Accounts = accounts;
        Device = new MeteredDevice(DirectoryDevice.CreateAt(directory));
        LogOpener.Create(Device, _key.Key);
        Open(TimeSpan.FromSeconds(1));
    }

    public int Accounts { get; }

    public MeteredDevice Device { get; }

    public OnusEngine Engine => _engine ?? throw new InvalidOperationException("the ledger is closed");

    /// <summary>Closes the engine and opens it again, perhaps with other state roots.</summary>
    /// <returns>How long opening took.</returns>
    public TimeSpan Reopen(TimeSpan? rootEvery)
    {
        Dispose();
        var start = System.Diagnostics.Stopwatch.GetTimestamp();
        Open(rootEvery);
        return System.Diagnostics.Stopwatch.GetElapsedTime(start);
    }

    /// <summary>Opens the accounts and gives each more than it will ever spend.</summary>
    public async Task FoundAsync(int batch)
    {
        var ids = new Uuid7Generator(TimeProvider.System, SystemEntropy.Instance);
        CommandHead Head() => new(ids.Next(), Id128.None, 0);
        await Engine.SubmitAsync(new OpenBook(Head(), Book, "CNY", 2, BookPurpose.Money));
        await Engine.SubmitAsync(new OpenAccount(Head(), Source, Book));
        for (var first = 0; first < Accounts; first += 10_000)
        {
            var opened = Enumerable.Range(first, Math.Min(10_000, Accounts - first))
                .Select(i => Engine.SubmitAsync(new OpenAccount(Head(), LedgerLoad.Account((uint)i), Book) { DebitLimit = 0 })).ToArray();
            await Task.WhenAll(opened);
        }

        var commands = new TransferCommand[batch];
        var results = new TransferResult[batch];
        for (var first = 0; first < Accounts; first += batch)
        {
            var count = Math.Min(batch, Accounts - first);
            for (var i = 0; i < count; i++)
                commands[i] = new TransferCommand { Id = ids.Next(), Debit = Source, Credit = LedgerLoad.Account((uint)(first + i)), Amount = 1_000_000_000, Code = 1 };
            await Engine.SubmitAsync(commands.AsMemory(0, count), results);
        }
    }

    public void Dispose()
    {
        _engine?.Dispose();
        _engine = null;
    }

    private void Open(TimeSpan? rootEvery)
    {
        var opening = OnusEngine.Open(new EngineOptions { Log = new LogOptions { Device = Device, Signers = [_key] }, StateRootEvery = rootEvery });
        _engine = opening.Engine ?? throw new Refusal(opening.Detail, ExitCode.Unavailable);
    }
}
