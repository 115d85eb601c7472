using Onus.Language.Documents;

namespace Onus.Engine.Exhibits.Page;

/// <summary>How to verify in three ways, and what rests on whose word.</summary>
internal static class VerifySection
{
    public static void Write(Markup page, ExhibitContent content)
    {
        page.Raw("<section>\n").Add($"{PageText.Heading("6", "verify", "How to verify", "如何核验")}");
        page.Raw("<p>The log’s key and, if you want more than the operator’s word, the keys of witnesses and auditors must come <strong>from outside this exhibit</strong>: ");
        page.Raw("from the regulator, a contract, a newspaper, a court file. Without them every check says only that the exhibit agrees with itself.</p>\n");
        page.Raw("<div class=\"ways\">\n<article>\n<h3>In this browser <span lang=\"zh-Hans\">在浏览器中</span></h3>\n");
        page.Raw("<p>The page has checked itself when it opened. Paste the log’s key, and the keys of witnesses if you have them, one in a line.</p>\n");
        page.Raw("<label for=\"keys\">Verifier keys <span lang=\"zh-Hans\">验证公钥</span></label>\n<textarea id=\"keys\" rows=\"3\" spellcheck=\"false\" autocomplete=\"off\" placeholder=\"name+id+base64\"></textarea>\n");
        page.Raw("<button type=\"button\" id=\"check\">Check <span lang=\"zh-Hans\">核验</span></button>\n");
        page.Raw("<label for=\"archive\">And the files on your disk: choose the exhibit’s .zip <span lang=\"zh-Hans\">选择证据压缩包</span></label>\n<input type=\"file\" id=\"archive\" accept=\".zip\">\n");
        page.Raw("<p class=\"note\">It checks everything but itself: whoever altered this page could have altered its check. The other two ways do not depend on it.</p>\n</article>\n");
        page.Raw("<article>\n<h3>With the verifier <span lang=\"zh-Hans\">用验证程序</span></h3>\n<p>A small program of its own, that reads the archive and names what was altered.</p>\n");
        page.Raw("<pre class=\"command\">\nonus-verify exhibit case.zip --vkey LOG-KEY</pre>\n<p>With <code>--policy FILE</code> your quorum of witnesses, with <code>--auditor KEY</code> whoever re-executed the log.</p>\n</article>\n");
        page.Raw("<article>\n<h3>With openssl alone <span lang=\"zh-Hans\">只用 openssl</span></h3>\n<p>bash, coreutils, xxd and openssl 3; nothing of Onus. Unpack the archive, read the script, run it.</p>\n");
        page.Raw("<pre class=\"command\">\nsha256sum -c manifest.sha256\nbash verify.sh LOG-KEY</pre>\n</article>\n</div>\n</section>\n");
        Words(page, content);
    }

    private static void Words(Markup page, ExhibitContent content)
    {
        page.Raw("<section>\n").Add($"{PageText.Heading("7", "word", "What rests on whose word", "证明力的边界")}");
        page.Raw("<table class=\"words\"><thead><tr><th>That <span lang=\"zh-Hans\">事项</span></th><th>rests on <span lang=\"zh-Hans\">取决于</span></th></tr></thead><tbody>\n");
        Word(page, "these bytes are in the log, at these places, unaltered", "mathematics, and the log’s signature under the key you bring");
        Word(page, "no entry of the case is missing up to the state root", "the same, and the state root being true to the entries: the operator’s word, or that of an auditor who re-executed the log and whose cosignature you check");
        Word(page, "nobody is shown another log", "the witnesses whose cosignatures you check; without them, the operator’s word");
        Word(page, "the times are right", "the operator’s clock; cosignatures and time tokens bracket it from outside");
        Word(page, "a person decided", "the operator’s login, and where the decision is signed, the holder of the key");
        Word(page, "who the persons are", "the operator’s register of actors: the log knows random tokens");
        Word(page, "the facts and documents are true", "whoever gave or filed them, who is named with each");
        Word(page, "this page tells it rightly", "the operator’s program; hold it against the entries, or have it made again from the log: the same log gives the same page");
        if (content.Dossier.HidesSomething) Word(page, "what is withheld is confidential", "the operator’s word, and any auditor’s who may see it");
        page.Raw("</tbody></table>\n</section>\n");
    }

    private static void Word(Markup page, string that, string on) => page.Line($"<tr><td>{that}</td><td>{on}</td></tr>");
}
