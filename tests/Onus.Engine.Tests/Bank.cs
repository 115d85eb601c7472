using Onus.Core;
using Onus.Core.Formats;
using Onus.Ledger;
using Onus.Log.Journal;
using Onus.Log.Notes;
using Onus.Log.Storage;
using Onus.Testing;

namespace Onus.Engine.Tests;

/// <summary>An engine on a device with one book: a source that may go negative, and accounts that may not.</summary>
internal sealed class Bank : IDisposable
{
    private readonly Uuid7Generator _ids;

    private Bank(OnusEngine engine, TimeProvider time)
    {
        Engine = engine;
        _ids = new Uuid7Generator(time, new CountingEntropy());
    }

    public static Ed25519Signer Key { get; } = TestKeys.Log("bank.example");

    public static Id128 Book => new(1);

    public static Id128 Source => new(100);

    public OnusEngine Engine { get; }

    public static async Task<Bank> CreateAsync(IStorageDevice device, EngineOptions? like = null, int accounts = 2)
    {
        LogOpener.Create(device, Key.Key);
        var bank = Reopen(device, like);
        await bank.Engine.SubmitAsync(new OpenBook(bank.NextHead(), Book, "CNY", 2, BookPurpose.Money));
        await bank.Engine.SubmitAsync(new OpenAccount(bank.NextHead(), Source, Book));
        for (var i = 0; i < accounts; i++)
            await bank.Engine.SubmitAsync(new OpenAccount(bank.NextHead(), Account(i), Book) { DebitLimit = 0 });
        return bank;
    }

    public static Bank Reopen(IStorageDevice device, EngineOptions? like = null)
    {
        var options = (like ?? Options(device)) with { Log = Options(device).Log };
        var opening = OnusEngine.Open(options);
        Assert.True(opening.Engine is not null, opening.Detail);
        return new Bank(opening.Engine, options.Time);
    }

    public static EngineOptions Options(IStorageDevice device) =>
        new() { Log = new LogOptions { Device = device, Signers = [Key] } };

    public static Id128 Account(int number) => new(1_000 + (UInt128)(uint)number);

    public CommandHead NextHead() => new(_ids.Next(), Id128.None, 0);

    public TransferCommand Pay(Id128 from, Id128 to, ulong amount) =>
        new() { Id = _ids.Next(), Debit = from, Credit = to, Amount = amount, Code = 1 };

    public async Task<UInt128> BalanceAsync(Id128 account)
    {
        var answer = await Engine.ReadAsync(
            ledger => ledger.TryGetAccount(account, out var found) ? found : default, cancellation: TestContext.Current.CancellationToken);
        return answer.Result.Balances.CreditsPosted - answer.Result.Balances.DebitsPosted;
    }

    public void Dispose() => Engine.Dispose();
}

/// <summary>Entropy that counts, so that a test's identifiers are the same in every run.</summary>
internal sealed class CountingEntropy : IEntropy
{
    private ulong _next;

    public void Fill(Span<byte> destination)
    {
        destination.Clear();
        if (destination.Length >= 8) System.Buffers.Binary.BinaryPrimitives.WriteUInt64BigEndian(destination[^8..], ++_next);
    }
}
