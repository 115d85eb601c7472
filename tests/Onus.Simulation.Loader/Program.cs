using Onus.Core;
using Onus.Core.Formats;
using Onus.Engine;
using Onus.Ledger;
using Onus.Log.Journal;
using Onus.Log.Storage;
using Onus.Testing;

if (args is ["fold", var folder]) return Folding.Print(folder);

// Opens the engine in the folder that the first argument names, makes transfers from eight callers at once, and writes a
// line "id index" for each that was answered: what stands there must survive whatever happens next.
var key = TestKeys.Log("killed.example");
var device = new DirectoryDevice(args[0]);
if (!SegmentJournal.Exists(device)) LogOpener.Create(device, key.Key);
var opening = OnusEngine.Open(new EngineOptions
{
    Log = new LogOptions { Device = device, Signers = [key] },
    SnapshotEvery = 500,
    StateRootEvery = TimeSpan.FromMilliseconds(50),
});
if (opening.Engine is not { } engine)
{
    Console.Error.WriteLine(opening.Detail);
    return 1;
}

var (book, source, sink) = (new Id128(1), new Id128(2), new Id128(3));
var ids = new Uuid7Generator(TimeProvider.System, new SystemEntropy());
await engine.SubmitAsync(new OpenBook(new CommandHead(ids.Next(), Id128.None, 0), book, "CNY", 2, BookPurpose.Money));
await engine.SubmitAsync(new OpenAccount(new CommandHead(ids.Next(), Id128.None, 0), source, book));
await engine.SubmitAsync(new OpenAccount(new CommandHead(ids.Next(), Id128.None, 0), sink, book) { DebitLimit = 0 });
var gate = new Lock();
await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
{
    while (true)
    {
        var command = new TransferCommand { Id = ids.Next(), Debit = source, Credit = sink, Amount = 1, Code = 1 };
        var answer = await engine.SubmitAsync(command);
        if (!answer.IsDurable || answer.Result.Outcome != TransferOutcome.Accepted) return;
        lock (gate)
        {
            Console.Out.WriteLine($"{command.Id} {answer.Result.Index}");
            Console.Out.Flush();
        }
    }
})));
return 0;

/// <summary>Randomness of the operating system.</summary>
internal sealed class SystemEntropy : IEntropy
{
    public void Fill(Span<byte> destination) => System.Security.Cryptography.RandomNumberGenerator.Fill(destination);
}
