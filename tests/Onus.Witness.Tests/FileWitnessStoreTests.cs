using Onus.Log.Tests.Notes;
using Onus.Log.Tests.Proofs;
using Onus.Witness.Server;

namespace Onus.Witness.Tests;

public sealed class FileWitnessStoreTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("onus-witness-").FullName;
    private readonly TestLog _log = new(20);

    public void Dispose()
    {
        _log.Dispose();
        Directory.Delete(_directory, recursive: true);
    }

    [Fact]
    public void What_was_stored_is_there_after_a_restart()
    {
        using var other = new TestLog(3, "other.example");
        using (var store = new FileWitnessStore(_directory))
        {
            Assert.Null(store.Latest(TestKeys.Origin));
            store.Store(_log.Checkpoint(5));
            store.Store(other.Checkpoint(3));
            store.Store(_log.Checkpoint(7));
        }

        using var again = new FileWitnessStore(_directory);
        Assert.Equal(_log.Checkpoint(7).ToString(), again.Latest(TestKeys.Origin)!.ToString());
        Assert.Equal(3ul, again.Latest("other.example")!.Checkpoint.Size);
    }

    [Fact]
    public void A_half_written_successor_changes_nothing()
    {
        using (var store = new FileWitnessStore(_directory)) store.Store(_log.Checkpoint(5));
        File.WriteAllText(Assert.Single(Files()) + ".next", "onus.exam");
        using var again = new FileWitnessStore(_directory);
        Assert.Equal(5ul, again.Latest(TestKeys.Origin)!.Checkpoint.Size);
        again.Store(_log.Checkpoint(6));
    }

    [Fact]
    public void A_damaged_or_misplaced_file_stops_the_witness_with_its_name()
    {
        using (var store = new FileWitnessStore(_directory)) store.Store(_log.Checkpoint(5));
        var file = Assert.Single(Files());
        var bytes = File.ReadAllBytes(file);

        File.WriteAllBytes(file, bytes[..^1]);
        Assert.Contains(file, Assert.Throws<IOException>(() => new FileWitnessStore(_directory)).Message, StringComparison.Ordinal);

        File.Delete(file);
        File.WriteAllBytes(Path.Combine(_directory, new string('0', 64) + ".checkpoint"), bytes);
        Assert.Contains("another log", Assert.Throws<IOException>(() => new FileWitnessStore(_directory)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_witnesses_cannot_share_a_directory()
    {
        using var first = new FileWitnessStore(_directory);
        Assert.Throws<IOException>(() => new FileWitnessStore(_directory));
    }

    private string[] Files() => Directory.GetFiles(_directory, "*.checkpoint");
}
