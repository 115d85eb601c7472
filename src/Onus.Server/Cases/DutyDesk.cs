using System.Globalization;
using Onus.Cases;
using Onus.Client.Contracts;
using Onus.Core;
using Onus.Core.Formats;
using Onus.Server.Views;

namespace Onus.Server.Cases;

/// <summary>Finds duties for who asks, and says that they are done.</summary>
internal sealed class DutyDesk(Node node, CaseBoard board, CaseDesk desk, LogPages log, ProductTexts products, Tickets tickets)
{
    /// <summary>A duty as it is shown.</summary>
    public DutyView View(in DutyStanding standing) => DutyViews.Of(standing, log);

    /// <summary>Whether a duty is for the caller: a report for its regulator; else whoever may see the case, and the confidential
    /// act that gave rise to it.</summary>
    public async Task<bool> MaySeeAsync(DutyStanding standing, Sight sight)
    {
        var duty = standing.Duty;
        if (duty.Regulator is { } regulator && sight.IsRegulator(standing.Product.Product.Name, regulator)) return true;
        if (await board.FindAsync(duty.Case).ConfigureAwait(false) is not { } line || !sight.MaySee(line)) return false;
        return SecrecyOf(duty.Name) is not { } secrecy || sight.IsNamed(secrecy, line.Parties);
    }

    /// <summary>Says that a duty is done.</summary>
    public async Task<Written> DischargeAsync(HttpContext http, string name, DutyDeed deed, DischargeRequest request)
    {
        var (standing, line) = await FindAsync(http, name).ConfigureAwait(false);
        var head = Commands.Head(http, node);
        Hash256? document = request.Content is { } content
            ? await desk.Deposits.DocumentAsync(head.Id, desk.SubjectOf(line, head.Actor), content).ConfigureAwait(false) : null;
        var signature = request.Signature is { } signed ? Deposits.Bytes(signed, "/signature") : [];
        if (signature.Length is not (0 or DecisionSignature.Size))
            throw Refused.Malformed("a signature has 72 bytes: the entry that added the key, big-endian, and the 64 of the signature", "/signature");
        var answer = await node.Engine.SubmitAsync(
            new DischargeDuty(head, standing.Duty.Name, deed, DutyFailure.None, document, signature), cancellation: http.RequestAborted).ConfigureAwait(false);
        return Answers.Written(answer, head.Id);
    }

    /// <summary>The statement that a regulator signs when it acknowledges a report without a receipt of its own.</summary>
    public async Task<StatementView> StateAsync(HttpContext http, string name)
    {
        var (standing, line) = await FindAsync(http, name).ConfigureAwait(false);
        var duty = standing.Duty;
        if (duty.Regulator is not { } regulator) throw new Refused(422, "Deed does not fit", "only a report is acknowledged") { Outcome = "DeedDoesNotFit" };
        var head = Commands.Head(http, node);
        var statement = new AcknowledgementStatement(node.Engine.Origin, head.Id, regulator, duty.Name, duty.Document, null);
        var report = standing.Product.Product.Steps[duty.Step].Reports[duty.Clause].Name;
        var words = $"In the log {node.Engine.Origin},\nas {regulator}\nI acknowledge the report {report} of entry {duty.Name.Act}"
            + (duty.Document is { } filed ? $",\nfiled as {filed}" : "") + $".\nCommand {head.Id}.\n";
        return new StatementView(head.Id, Convert.ToBase64String(statement.ToBytes()), words, tickets.Issue(head.Id, head.Actor, line.Opened, []));
    }

    private async Task<(DutyStanding Standing, CaseLine Line)> FindAsync(HttpContext http, string name)
    {
        if (Paging.Pair(name) is not var (act, ordinal) || ordinal > int.MaxValue) throw Refused.Malformed("a duty is ENTRY.PLACE", "duty");
        var sight = await Sight.OfAsync(http, node).ConfigureAwait(false);
        var found = await node.ReadAsync((cases, _) =>
            cases.Duties.TryGet(new DutyName(act, (int)ordinal), out var duty) ? DutyStanding.Of(duty!, cases) : (DutyStanding?)null).ConfigureAwait(false);
        if (found is not { } standing || await board.FindAsync(standing.Duty.Case).ConfigureAwait(false) is not { } line
            || !await MaySeeAsync(standing, sight).ConfigureAwait(false))
            throw Refused.NotFound(string.Create(CultureInfo.InvariantCulture, $"entry {act} caused no duty {ordinal}, or it is not for you"));
        return (standing, line);
    }

    private Secrecy? SecrecyOf(DutyName name) => log.TryRead(name.Act, out var entry) && CaseMoments.ReadAct(log, entry) is { Seal: not null } act
        ? Secrecy.Of(products.Of(act.Product), act.Firings) : null;
}
