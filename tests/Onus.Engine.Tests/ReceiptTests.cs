using Onus.Core;
using Onus.Log.Notes;
using Onus.Log.Policy;
using Onus.Log.Proofs;
using Onus.Testing;

namespace Onus.Engine.Tests;

public sealed class ReceiptTests
{
    [Fact]
    public async Task A_receipt_is_there_with_the_answer_small_and_verified_by_anybody_who_knows_the_logs_key()
    {
        using var bank = await Bank.CreateAsync(new SimulatedDevice(1));
        for (var i = 0; i < 300; i++) await bank.Engine.SubmitAsync(bank.Pay(Bank.Source, Bank.Account(0), 5));
        var pay = bank.Pay(Bank.Source, Bank.Account(1), 7);
        await bank.Engine.SubmitAsync(pay);
        var receipt = (await bank.Engine.ReceiptAsync(pay.Id, cancellation: TestContext.Current.CancellationToken)).Result!;
        Assert.True(receipt.Proof.ToBytes().Length <= 2_048);

        var policy = TrustPolicy.OfLog(NoteVerifiers.Standard, Bank.Key.Key);
        Assert.True(TlogProof.Parse(receipt.Proof.ToBytes()).Verify(receipt.Entry.Span, policy).IsVerified);
        var altered = receipt.Entry.ToArray();
        altered[^1] ^= 1;
        Assert.False(TlogProof.Parse(receipt.Proof.ToBytes()).Verify(altered, policy).IsVerified);
        Assert.True(CoseReceipt.Parse(receipt.ToCose(Bank.Key).ToBytes()).Verify(receipt.Entry.Span, Bank.Key.Key).IsVerified);
    }

    [Fact]
    public async Task There_is_no_receipt_of_an_unknown_command()
    {
        using var bank = await Bank.CreateAsync(new SimulatedDevice(2));
        var answer = await bank.Engine.ReceiptAsync(new Id128(5), cancellation: TestContext.Current.CancellationToken);
        Assert.Equal((Delivery.Durable, null), (answer.Delivery, answer.Result));
    }

    [Fact]
    public async Task The_feed_gives_every_entry_once_in_order_and_waits_for_more()
    {
        using var bank = await Bank.CreateAsync(new SimulatedDevice(3));
        var seen = new List<ulong>();
        var listening = Task.Run(async () =>
        {
            await foreach (var item in bank.Engine.FollowAsync(2, TestContext.Current.CancellationToken))
            {
                seen.Add(item.Index);
                Assert.Equal(bank.Engine.Log.ReadEntry(item.Index).ToArray(), item.Entry.ToArray());
                if (item.Index == 23) break;
            }
        }, TestContext.Current.CancellationToken);
        for (var i = 0; i < 20; i++) await bank.Engine.SubmitAsync(bank.Pay(Bank.Source, Bank.Account(0), 5));
        await listening;
        Assert.Equal(Enumerable.Range(2, 22).Select(i => (ulong)i), seen);
    }
}
