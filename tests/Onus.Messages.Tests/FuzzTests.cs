using System.Text;
using CsCheck;

namespace Onus.Messages.Tests;

/// <summary>Whatever the bytes are, reading ends, nothing is thrown, and the counts add up.</summary>
public sealed class FuzzTests
{
    private static readonly byte[][] Sources =
    [
        .. Made.All.Select(m => Encoding.UTF8.GetBytes(m.Xml)),
        .. Files.SampleNames.Select(n => Encoding.UTF8.GetBytes(Files.Sample(n))),
    ];

    private static readonly string[] Pieces =
        ["<", ">", "&", "&#0;", "&lt;", "<![CDATA[", "]]>", "<!--", "-->", "<?x", "<!DOCTYPE x>", "xmlns=''",
            "xmlns:a='b'", "\"", "'", "\0", "é", "/>", "Ccy="];

    [Fact]
    public void Mutated_bytes_never_throw()
    {
        Gen.Select(Gen.Int[0, Sources.Length - 1],
            Gen.Select(Gen.UInt, Gen.Byte, Gen.Int[0, 3]).Array[1, 4]).Sample((which, changes) =>
        {
            var bytes = Sources[which].ToList();
            foreach (var (place, value, kind) in changes)
            {
                var at = (int)(place % (uint)bytes.Count);
                if (kind == 0) bytes[at] = value;
                else if (kind == 1) bytes.RemoveRange(at, Math.Min(value, bytes.Count - at));
                else if (kind == 2) bytes.InsertRange(at, bytes.GetRange(at, Math.Min(value, bytes.Count - at)));
                else bytes.InsertRange(at, Encoding.UTF8.GetBytes(Pieces[value % Pieces.Length]));
                if (bytes.Count == 0) bytes.Add(0);
            }

            Check([.. bytes]);
        }, iter: 3_000);
    }

    [Fact]
    public void Every_cut_of_a_file_is_noticed()
    {
        var bytes = Encoding.UTF8.GetBytes(Made.Pacs008(1));
        var end = bytes.AsSpan().LastIndexOf("</Document>"u8) + "</Document>".Length;
        for (var length = 0; length < end; length++) Assert.NotNull(Check(bytes[..length]).FileRefusal);
    }

    private static ReadFile Check(byte[] bytes)
    {
        var file = Files.Read(bytes);
        Assert.Equal(file.Results.Count, file.Messages.Sum(m => m.Read));
        Assert.All(file.Results, r => Assert.True(r.Accepted is null == r.Refusals.Count > 0, file.Text));
        Assert.All(file.Refusals, r =>
        {
            Assert.True(r.Line > 0 || r.Rule == IsoRule.XmlMalformed, file.Text);
            Assert.True(r.Path.Length is > 0 and < 2_000 && r.Detail.Length is > 0 and < 400, file.Text);
        });
        Assert.True(file.FileRefusal is not null || file.Messages.All(m => m.IsComplete), file.Text);
        return file;
    }
}
