using Onus.Log.Storage;

namespace Onus.Log.Tests.Storage;

public sealed class DirectoryDeviceTests : IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"onus-{Guid.NewGuid():N}");

    public void Dispose()
    {
        if (Directory.Exists(_path)) Directory.Delete(_path, recursive: true);
    }

    [Fact]
    public void Bytes_written_in_parts_come_back_whole_and_a_gap_reads_as_zeros()
    {
        var device = DirectoryDevice.CreateAt(_path);
        using (var file = device.Create("a"))
        {
            file.Write(["one"u8.ToArray(), "two"u8.ToArray()], 2);
            file.Flush();
            device.FlushDirectory();
            Assert.Equal(8, file.Length);
        }

        using var again = device.Open("a", writable: false);
        var bytes = new byte[20];
        Assert.Equal(8, again.Read(bytes, 0));
        Assert.Equal("\0\0onetwo"u8.ToArray(), bytes[..8]);
        Assert.Equal(0, again.Read(bytes, 8));
    }

    [Fact]
    public void A_file_is_created_once_and_listed_by_the_bytes_of_its_name()
    {
        var device = DirectoryDevice.CreateAt(_path);
        foreach (var name in (string[])["b", "a", "B"]) device.Create(name).Dispose();
        Assert.Throws<IOException>(() => device.Create("a"));
        Assert.Equal(["B", "a", "b"], device.List());
        device.Delete("b");
        Assert.Equal(["B", "a"], device.List());
        Assert.Throws<FileNotFoundException>(() => device.Open("b", writable: true));
    }

    [Fact]
    public void The_lock_is_held_by_one_at_a_time()
    {
        var device = DirectoryDevice.CreateAt(_path);
        using (var held = device.TryLock("lock"))
        {
            Assert.NotNull(held);
            Assert.Null(new DirectoryDevice(_path).TryLock("lock"));
        }

        using var next = device.TryLock("lock");
        Assert.NotNull(next);
    }

    [Fact]
    public void A_directory_that_is_not_there_is_no_device() =>
        Assert.Throws<DirectoryNotFoundException>(() => new DirectoryDevice(_path));
}
