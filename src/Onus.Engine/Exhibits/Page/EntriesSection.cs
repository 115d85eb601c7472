using System.Text;
using Onus.Core;
using Onus.Core.Formats;
using Onus.Language.Documents;
using Onus.Log.Exhibits;

namespace Onus.Engine.Exhibits.Page;

/// <summary>The entries byte for byte with what they say, their proofs, the checkpoint, and the list of members.</summary>
internal static class EntriesSection
{
    private const int BytesPerLine = 32;

    public static void Write(Markup page, ExhibitContent content, PageText text)
    {
        page.Raw("<section>\n").Add($"{PageText.Heading("5", "entries", "The entries, byte for byte", "原始记录")}");
        page.Raw("<p>These bytes are the evidence. Each entry is a leaf of the log’s Merkle tree: its leaf hash is SHA-256 of a zero byte and the entry, ");
        page.Raw("and its proof leads from there to the root in the signed checkpoint.</p>\n");
        var ofCase = content.Dossier.Moments.Select(m => m.Header.Index).ToHashSet();
        foreach (var path in content.Members.Select(m => m.Path))
            if (ExhibitPaths.IsEntry(path, out var index)) Entry(page, content, index, ofCase.Contains(index) ? "of the case" : content.Dossier.RestsOn.Roles[index]);

        page.Line($"<h3 id=\"checkpoint\">{PageText.Label("The signed checkpoint", "签名的检查点")}</h3>");
        page.Line($"<pre data-member=\"{ExhibitPaths.Checkpoint}\" data-form=\"text\">\n{RulesSection.Text(content[ExhibitPaths.Checkpoint])}</pre>");
        Standing(page, content, text);
        Members(page, content);
        page.Raw("</section>\n");
    }

    private static void Entry(Markup page, ExhibitContent content, ulong index, string role)
    {
        var (path, proof) = (ExhibitPaths.Entry(index), ExhibitPaths.Proof(index));
        var bytes = content[path];
        Invariant.Holds(EntryHeader.TryRead(bytes.Span, out var header));
        page.Line($"<details class=\"entry\" id=\"entry-{index}\"><summary>Entry {index} <span class=\"kind\">{header.Kind}</span> <span class=\"role\">{role}</span></summary>");
        page.Line($"<p>Accepted {header.Time}. {bytes.Length} bytes, leaf hash <span class=\"hash\">{MerkleHasher.HashLeaf(bytes.Span)}</span></p>");
        page.Line($"<pre class=\"hex\" data-member=\"{path}\" data-form=\"hex\">\n{Hex(bytes)}</pre>");
        page.Line($"<pre class=\"decoded\">\n{CborDiagnostic.OfEntry(bytes)}</pre>");
        page.Line($"<details><summary>Proof <span lang=\"zh-Hans\">证明</span></summary><pre data-member=\"{proof}\" data-form=\"text\">\n{RulesSection.Text(content[proof])}</pre></details>");
        if (content.Signed.Contains(index)) Hidden(page, content, ExhibitPaths.Decision(index), "Proof of the decider’s signature", "决定者签名证明");
        page.Raw("</details>\n");
    }

    private static void Standing(Markup page, ExhibitContent content, PageText text)
    {
        var (standing, root) = (content.Proof.Standing, content.Dossier.Root);
        page.Line($"<h3 id=\"complete\">{PageText.Label("That none is missing", "完整性证明")}</h3>");
        page.Line($"<p>Every entry of the case names the one before it and its ordinal, from the opening, <a href=\"#entry-{standing.Leaf.Opened}\">entry {standing.Leaf.Opened}</a>, to the last, {text.Entry(standing.Leaf.Last)}, ordinal {standing.Leaf.Ordinal}. The state root in {text.Entry(root.Envelope.Index)} commits to that last one: the case is leaf {standing.Place} of {root.Cases} under it.</p>");
        page.Line($"<dl class=\"wide\"><div><dt>Leaf, decoded</dt><dd><pre class=\"decoded\">\n{Leaf(standing.Leaf)}</pre></dd></div><div><dt>Leaf hash</dt><dd class=\"hash\">{MerkleHasher.HashLeaf(standing.Leaf.ToBytes())}</dd></div>");
        page.Line($"<div><dt>Path</dt><dd class=\"hash\">{new Markup().Raw(standing.Path.IsEmpty ? "empty: it is the only case" : string.Join("<br>", standing.Path))}</dd></div><div><dt>Root over all cases</dt><dd class=\"hash\">{root.CaseRoot}</dd></div></dl>");
        Hidden(page, content, ExhibitPaths.CaseProof, "The case proof, byte for byte", "案件证明原文");
        if (content.Members.Any(m => m.Path == ExhibitPaths.Timestamp)) Hidden(page, content, ExhibitPaths.Timestamp, "The time token over the checkpoint (RFC 3161)", "可信时间戳");
    }

    private static string Leaf(CaseLeaf leaf)
    {
        var lines = new List<string>
        {
            $"opened by entry     {leaf.Opened}", $"product of entry    {leaf.Product}", $"head                entry {leaf.Head}",
            $"last                entry {leaf.Last}, ordinal {leaf.Ordinal}", $"state               {leaf.State}",
            $"closed at           {(leaf.ClosedAt is { } closed ? closed.ToString() : "open")}", $"stake               {leaf.Stake}",
        };
        lines.AddRange(leaf.Liabilities.Select(l => $"liable, actor {l.Actor,-6}{l.Amount}"));
        return string.Join('\n', lines);
    }

    private static void Hidden(Markup page, ExhibitContent content, string path, string english, string chinese) =>
        page.Line($"<details><summary>{PageText.Label(english, chinese)}</summary><pre class=\"hex\" data-member=\"{path}\" data-form=\"hex\">\n{Hex(content[path])}</pre></details>");

    private static void Members(Markup page, ExhibitContent content)
    {
        var manifest = ExhibitManifest.Of(content.Checkpoint.Checkpoint.Origin, content.Request.Case, content.Request.Face, content.Members);
        page.Line($"<h3 id=\"members\">{PageText.Label("The members of this exhibit", "文件清单")}</h3>");
        page.Raw("<p>SHA-256 of every file but this page, as in <code>manifest.sha256</code>.</p>\n");
        page.Line($"<details><summary>{manifest.Members.Length} files</summary><pre id=\"manifest\">\n{string.Concat(manifest.Members.Select(m => $"{m.Hash}  {m.Path}\n"))}</pre></details>");
        page.Line($"<details><summary>{ExhibitPaths.Script}</summary><pre data-member=\"{ExhibitPaths.Script}\" data-form=\"text\">\n{RulesSection.Text(content[ExhibitPaths.Script])}</pre></details>");
    }

    private static string Hex(ReadOnlyMemory<byte> bytes)
    {
        var text = new StringBuilder();
        for (var at = 0; at < bytes.Length; at += BytesPerLine)
            text.Append(Convert.ToHexStringLower(bytes.Span.Slice(at, Math.Min(BytesPerLine, bytes.Length - at)))).Append('\n');
        return text.ToString();
    }
}
