using System.Text;
using Onus.Core;
using Onus.Log.Tests.Fuzz;
using Onus.Log.Tests.Proofs;
using Onus.Witness.Protocol;

namespace Onus.Witness.Tests;

public sealed class AddCheckpointRequestTests : IDisposable
{
    private readonly TestLog _log = new(20);

    public void Dispose() => _log.Dispose();

    [Fact]
    public void A_request_reads_back_from_its_bytes()
    {
        var request = new AddCheckpointRequest(7, _log.Consistency(7, 20), _log.Checkpoint(20));
        Assert.True(AddCheckpointRequest.TryParse(request.ToBytes(), out var back, out _));
        Assert.Equal(request.ToBytes(), back.ToBytes());
        Assert.Equal(7ul, back.OldSize);
        Assert.Equal(request.Proof.ToArray(), back.Proof.ToArray());
        Assert.StartsWith("old 7\n", Encoding.UTF8.GetString(request.ToBytes()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("old 7\n", "")]
    [InlineData("old 7\n", "old\n")]
    [InlineData("old 7\n", "old 07\n")]
    [InlineData("old 7\n", "old -7\n")]
    [InlineData("old 7\n", "old  7\n")]
    [InlineData("old 7\n", "Old 7\n")]
    [InlineData("old 7\n", "old 7\r\n")]
    [InlineData("old 7\n", "old 18446744073709551616\n")]
    [InlineData("old 7\n", "old 7\nAAAA\n")]
    [InlineData("old 7\n", "old 7\n\n")]
    [InlineData("\nonus.example/main\n", "onus.example/main\n")]
    public void Anything_else_is_refused(string part, string instead)
    {
        var text = Encoding.UTF8.GetString(new AddCheckpointRequest(7, _log.Consistency(7, 20), _log.Checkpoint(20)).ToBytes());
        Assert.Contains(part, text, StringComparison.Ordinal);
        var broken = Encoding.UTF8.GetBytes(text.Replace(part, instead, StringComparison.Ordinal));
        Assert.False(AddCheckpointRequest.TryParse(broken, out _, out var error));
        Assert.NotEmpty(error);
    }

    [Fact]
    public void Too_many_hashes_and_too_large_bodies_are_refused()
    {
        var hash = Convert.ToBase64String(new byte[32]) + "\n";
        var checkpoint = _log.Checkpoint(20).ToString();
        Assert.True(Parses($"old 7\n{string.Concat(Enumerable.Repeat(hash, 63))}\n{checkpoint}"));
        Assert.False(Parses($"old 7\n{string.Concat(Enumerable.Repeat(hash, 64))}\n{checkpoint}"));
        Assert.False(AddCheckpointRequest.TryParse(new byte[AddCheckpointRequest.MaxSize + 1], out _, out _));
        Assert.Throws<ArgumentException>(() => new AddCheckpointRequest(0, new Hash256[64], _log.Checkpoint(1)));
    }

    [Fact]
    public void No_damaged_request_stops_the_reader()
    {
        var seed = new AddCheckpointRequest(7, _log.Consistency(7, 20), _log.Checkpoint(20)).ToBytes();
        ByteMutations.Of([seed], 10_000, bytes =>
        {
            if (AddCheckpointRequest.TryParse(bytes, out var mutant, out _)) Assert.Equal(bytes, mutant.ToBytes());
        });
    }

    private static bool Parses(string text) => AddCheckpointRequest.TryParse(Encoding.UTF8.GetBytes(text), out _, out _);
}
