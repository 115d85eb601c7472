using Onus.Core;
using Onus.Core.Formats;
using Onus.Log.Proofs;
using Onus.Testing;

namespace Onus.Engine.Tests;

public sealed class LedgerProofTests
{
    [Fact]
    public async Task A_balance_a_statement_and_a_total_are_proven_to_somebody_who_has_only_the_file()
    {
        using var bank = await BusyBankAsync(1);
        foreach (var file in await ProofsAsync(bank))
        {
            Assert.True(LedgerProof.TryParse(file, out var proof, out var error), error);
            Assert.Equal(file, proof.ToBytes());
            Assert.Null(proof.FirstNotInLog());
            Assert.Equal(StateProofOutcome.Proven, proof.VerifyState());
        }
    }

    [Fact]
    public async Task A_statement_since_an_earlier_proof_holds_exactly_what_came_after_it()
    {
        using var bank = await BusyBankAsync(2);
        var earlier = (await bank.Engine.ProveBalanceAsync(Bank.Account(0))).Result!.Balance!;
        for (var i = 0; i < 7; i++) await bank.Engine.SubmitAsync(bank.Pay(Bank.Source, Bank.Account(0), 3));
        var statement = (await bank.Engine.ProveStatementAsync(Bank.Account(0), earlier)).Result!;
        Assert.Equal(7, statement.Statement!.Entries.Count);
        Assert.Equal(StateProofOutcome.Proven, statement.VerifyState());
        Assert.Null(statement.FirstNotInLog());
    }

    [Fact]
    public async Task A_statement_that_leaves_out_any_entry_is_refused()
    {
        using var bank = await BusyBankAsync(3);
        var whole = (await bank.Engine.ProveStatementAsync(Bank.Account(0))).Result!.Statement!;
        for (var left = 0; left < whole.Entries.Count; left++)
        {
            var without = whole with { Entries = [.. whole.Entries.Where((_, i) => i != left)] };
            Assert.NotEqual(StateProofOutcome.Proven, without.Verify(out _));
        }
    }

    [Fact]
    public async Task No_byte_of_a_proof_can_be_altered()
    {
        using var bank = await BusyBankAsync(4);
        foreach (var file in await ProofsAsync(bank))
        {
            // The checkpoint's own signature is the policy's to check; here it is told apart from the rest by its place.
            Assert.True(LedgerProof.TryParse(file, out var honest, out _));
            var note = honest.Checkpoint.ToBytes();
            var noteAt = file.AsSpan().IndexOf(note);
            for (var at = 0; at < file.Length; at++)
            {
                if (at >= noteAt && at < noteAt + note.Length) continue;
                var altered = file.ToArray();
                altered[at] ^= 1;
                var holds = LedgerProof.TryParse(altered, out var proof, out _) && proof.FirstNotInLog() is null
                    && proof.VerifyState() == StateProofOutcome.Proven;
                Assert.False(holds, $"{honest.Kind}: byte {at} of {file.Length}");
            }
        }
    }

    [Fact]
    public async Task There_is_no_proof_of_what_is_not_there()
    {
        using var bank = await BusyBankAsync(5);
        Assert.Null((await bank.Engine.ProveBalanceAsync(new Id128(9))).Result);
        Assert.Null((await bank.Engine.ProveTotalAsync(new Id128(9))).Result);
    }

    private static async Task<Bank> BusyBankAsync(int seed)
    {
        var device = new SimulatedDevice(seed);
        var bank = await Bank.CreateAsync(device, Bank.Options(device) with { StateRootEvery = null }, accounts: 5);
        for (var i = 0; i < 12; i++)
        {
            await bank.Engine.SubmitAsync(bank.Pay(Bank.Source, Bank.Account(i % 5), 100));
            await bank.Engine.SubmitAsync(bank.Pay(Bank.Account(0), Bank.Account(1), 10));
        }

        return bank;
    }

    private static async Task<byte[][]> ProofsAsync(Bank bank) =>
    [
        (await bank.Engine.ProveBalanceAsync(Bank.Account(0))).Result!.ToBytes(),
        (await bank.Engine.ProveStatementAsync(Bank.Account(0))).Result!.ToBytes(),
        (await bank.Engine.ProveTotalAsync(Bank.Book)).Result!.ToBytes(),
    ];
}
