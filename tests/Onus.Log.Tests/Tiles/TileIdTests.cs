using CsCheck;
using Onus.Log.Tiles;

namespace Onus.Log.Tests.Tiles;

public sealed class TileIdTests
{
    private static readonly Gen<TileId> Tiles =
        Gen.Select(Gen.Int[-1, 63], Gen.ULong, Gen.Int[0, 63], Gen.Int[1, 256])
            .Select((level, index, shift, width) => new TileId(level, index >> shift, width));

    [Theory]
    [InlineData(0, 1234067UL, 256, "tile/0/x001/x234/067")]
    [InlineData(0, 0UL, 256, "tile/0/000")]
    [InlineData(0, 999UL, 256, "tile/0/999")]
    [InlineData(0, 1000UL, 256, "tile/0/x001/000")]
    [InlineData(1, 0UL, 17, "tile/1/000.p/17")]
    [InlineData(63, 5UL, 1, "tile/63/005.p/1")]
    [InlineData(-1, 273UL, 112, "tile/entries/273.p/112")]
    [InlineData(-1, 256000UL, 256, "tile/entries/x256/000")]
    [InlineData(7, ulong.MaxValue, 255, "tile/7/x018/x446/x744/x073/x709/x551/615.p/255")]
    public void A_tile_has_the_path_of_tlog_tiles(int level, ulong index, int width, string path)
    {
        var tile = new TileId(level, index, width);
        Assert.Equal(path, tile.ToString());
        Assert.True(TileId.TryParse(path, out var parsed));
        Assert.Equal(tile, parsed);
    }

    [Theory]
    [InlineData("")]
    [InlineData("tile/")]
    [InlineData("tile/0")]
    [InlineData("tile/0/")]
    [InlineData("/tile/0/000")]
    [InlineData("tile/00/000")]
    [InlineData("tile/01/000")]
    [InlineData("tile/64/000")]
    [InlineData("tile/-1/000")]
    [InlineData("tile/+1/000")]
    [InlineData("tile/data/000")]
    [InlineData("tile/Entries/000")]
    [InlineData("tile/0/0")]
    [InlineData("tile/0/00")]
    [InlineData("tile/0/0000")]
    [InlineData("tile/0/x000/000")]
    [InlineData("tile/0/x000/x001/000")]
    [InlineData("tile/0/001/000")]
    [InlineData("tile/0/x001")]
    [InlineData("tile/0/x001/")]
    [InlineData("tile/0/x1/000")]
    [InlineData("tile/0/X001/000")]
    [InlineData("tile/0/000/")]
    [InlineData("tile/0/000.p")]
    [InlineData("tile/0/000.p/")]
    [InlineData("tile/0/000.p/0")]
    [InlineData("tile/0/000.p/01")]
    [InlineData("tile/0/000.p/256")]
    [InlineData("tile/0/000.p/-1")]
    [InlineData("tile/0/000.p/1/")]
    [InlineData("tile/0/000.p/1.p/1")]
    [InlineData("tile/0/x001.p/1/000")]
    [InlineData("tile/0/٠٠٠")]
    [InlineData("tile/0/../../000")]
    [InlineData("tile/0/x018/x446/x744/x073/x709/x551/616")]
    [InlineData("tile/0/x001/x000/x000/x000/x000/x000/x000/000")]
    public void Any_other_path_is_refused(string path) => Assert.False(TileId.TryParse(path, out _));

    [Fact]
    public void Every_tile_reads_back_from_its_path() =>
        Tiles.Sample(tile => TileId.TryParse(tile.ToString(), out var parsed) && parsed == tile);

    [Fact]
    public void What_is_read_from_a_mangled_path_prints_as_that_path() =>
        Gen.Select(Tiles, Gen.Int[0, 80], Gen.Char["0123456789x./p "]).Sample((tile, at, with) =>
        {
            var path = tile.ToString().ToCharArray();
            path[at % path.Length] = with;
            return !TileId.TryParse(path, out var parsed) || parsed.ToString() == new string(path);
        }, iter: 20_000);
}
