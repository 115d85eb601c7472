using Onus.Language.Compiled;

namespace Onus.Testing.Cases;

/// <summary>Random commands about the cases of one product: mostly such as somebody could have meant, some wrong.</summary>
public sealed class RandomCommands(Random random, CaseCast cast, PlainCases cases)
{
    private readonly Product _product = cast.Product;

    /// <summary>The next command.</summary>
    public PlainCommand Next()
    {
        var open = cases.History.OpenCases.Where(c => c.Product.Text.Name == _product.Name).ToList();
        if (open.Count == 0 || random.Next(6) == 0) return Open();
        var of = random.Next(20) == 0 ? cases.History.Cases.Last().Case : open[random.Next(open.Count)].Case;
        if (cases.History.Questions(of).Any() && random.Next(2) == 0) return Answer(of);
        return random.Next(10) switch
        {
            0 or 1 when _product.Evidence.Length > 0 => File(of),
            2 when _product.Facts.Any(f => f.Later) => Give(of),
            4 when cases.History.Of<PlainApproved>(of).Any() && random.Next(2) == 0 => Withdraw(of),
            _ => Act(of),
        };
    }

    /// <summary>An answer to a question that is open, of whatever case; null where there is none.</summary>
    public PlainCommand? NextAnswer()
    {
        var asked = cases.History.OpenCases.Where(c => c.Product.Text.Name == _product.Name && cases.History.Questions(c.Case).Any()).ToList();
        return asked.Count == 0 ? null : Answer(asked[random.Next(asked.Count)].Case);
    }

    private PlainCommand.Open Open()
    {
        var start = _product.States[_product.Start];
        var numbers = _product.Parties.Select(_ => random.Next(2)).ToList();
        var parties = _product.Parties.Select((p, i) => (p, i)).Where(x => !CaseCast.IsFixed(x.p))
            .ToDictionary(x => x.p.Name, x => cast.Actor(x.i, numbers[x.i]));
        var accounts = _product.Accounts.Select((a, i) => (a, i)).Where(x => _product.Parties[x.a.Party].Kind != PartyKind.Us).ToDictionary(
            x => x.a.Name, x => cast.AccountOf(x.i, cast.Actor(x.a.Party, numbers[x.a.Party])));
        var facts = new Dictionary<string, Int128>();
        var product = new PlainProduct(0, _product, null!, default, [], []);
        for (var i = 0; i < _product.Facts.Length; i++)
        {
            var fact = _product.Facts[i];
            if (fact.Kept is null && !product.BelongsToRequests(i) && (!fact.Later || random.Next(3) == 0)) facts[fact.Name] = Value(i);
        }

        if (random.Next(30) == 0 && facts.Count > 0) facts.Remove(facts.Keys.First());
        if (random.Next(30) == 0 && facts.Count > 0) facts[facts.Keys.Last()] = -1;
        if (random.Next(40) == 0 && parties.Count > 0) parties.Remove(parties.Keys.First());
        var who = start.OpenedBy[random.Next(start.OpenedBy.Length)];
        var (actor, under) = Somebody(who, p => cast.Actor(p, numbers[p]));
        return new(actor, under, _product.Name, parties, accounts, facts);
    }

    private PlainCommand Act(ulong of)
    {
        var state = cases.History.State(of);
        var here = Enumerable.Range(0, _product.Steps.Length)
            .Where(i => _product.Steps[i].From.Contains(state) && (_product.Steps[i].By ?? _product.Steps[i].Decider.By) is not null).ToList();
        var step = here.Count == 0 || random.Next(12) == 0 ? random.Next(_product.Steps.Length) : here[random.Next(here.Count)];
        var text = _product.Steps[step];
        var head = Head(of);
        var who = text.Kind == StepKind.Step ? text.Decider.RecordedBy ?? text.Decider.By : text.By;
        var (actor, under) = Somebody(who, p => cases.History.Opening(of)!.Parties[p]);
        if (text.Kind == StepKind.Request) return new PlainCommand.Ask(actor, under, of, step, RequestFacts(step));
        var isQuorum = who is { IsParty: false } w && _product.Authorities[w.Index].Quorum > 1;
        return isQuorum && random.Next(2) == 0
            ? new PlainCommand.Approve(actor, under, of, step, head)
            : new PlainCommand.Take(actor, under, of, step, head);
    }

    private PlainCommand.File File(ulong of)
    {
        var kind = random.Next(_product.Evidence.Length);
        var (actor, under) = Somebody(_product.Evidence[kind].From, p => cases.History.Opening(of)!.Parties[p]);
        return new(actor, under, of, kind);
    }

    private PlainCommand.Give Give(ulong of)
    {
        var later = Enumerable.Range(0, _product.Facts.Length).Where(i => _product.Facts[i].Later).ToList();
        var fact = random.Next(15) == 0 ? random.Next(_product.Facts.Length) : later[random.Next(later.Count)];
        var from = _product.Facts[fact].From ?? _product.States[_product.Start].OpenedBy[0];
        var (actor, under) = Somebody(from, p => cases.History.Opening(of)!.Parties[p]);
        return new(actor, under, of, fact, random.Next(15) == 0 ? -1 : Value(fact));
    }

    private PlainCommand Answer(ulong of)
    {
        var questions = cases.History.Questions(of).ToList();
        var question = questions[random.Next(questions.Count)];
        var who = _product.Steps[question.Step].Decider.By;
        var (actor, under) = Somebody(who, p => cases.History.Opening(of)!.Parties[p]);
        var isQuorum = who is { IsParty: false } w && _product.Authorities[w.Index].Quorum > 1;
        return isQuorum && random.Next(2) == 0
            ? new PlainCommand.Approve(actor, under, of, question.Step, Head(of))
            : new PlainCommand.Answer(actor, under, of, question.Entry, random.Next(3) != 0, Head(of));
    }

    private PlainCommand.Withdraw Withdraw(ulong of)
    {
        var approvals = cases.History.Of<PlainApproved>(of).ToList();
        var approval = approvals[^1];
        var named = _product.Authorities[approval.Authority].Name;
        return new(random.Next(6) == 0 ? cast.People.First() : approval.Actor, named, of, approval.Entry);
    }

    private Dictionary<int, Int128> RequestFacts(int step)
    {
        var product = new PlainProduct(0, _product, null!, default, [], []);
        return Enumerable.Range(0, _product.Facts.Length)
            .Where(i => product.BelongsToRequests(i) && PlainProduct.Reads(_product.Steps[step], i)).ToDictionary(i => i, Value);
    }

    private ulong Head(ulong of) => random.Next(25) == 0 ? of - 1 : cases.History.Head(of);

    /// <summary>Somebody who may, or seldom anybody.</summary>
    private (ulong Actor, string? Under) Somebody(Who? who, Func<int, ulong> actorOf)
    {
        if (who is not { } named || random.Next(15) == 0)
        {
            var (actor, authority) = cast.Grants[random.Next(cast.Grants.Count)];
            return (actor, authority);
        }

        if (named.IsParty) return (actorOf(named.Index), null);
        var authorities = _product.Authorities[named.Index].Members is { IsEmpty: false } members ? members : [named.Index];
        var name = _product.Authorities[authorities[random.Next(authorities.Length)]].Name;
        var holders = cast.Grants.Where(g => g.Authority == name).ToList();
        return (holders[random.Next(holders.Count)].Actor, name);
    }

    /// <summary>A value near where a guard changes, or any; of a personal fact the lowest of its cell.</summary>
    private Int128 Value(int fact)
    {
        var text = _product.Facts[fact];
        var cell = text.Partition[random.Next(text.Partition.Length)];
        if (text.Personal) return cell;
        var high = Int128.Min(text.Range.High, text.Kind == FactKind.Instant ? Instant + 10_000_000_000_000 : 300_000);
        var value = text.Kind == FactKind.Instant ? Instant + random.Next(1_000_000) * (Int128)1_000_000_000
            : random.Next(3) == 0 ? cell - 1 : random.Next(2) == 0 ? cell + random.Next(3) : random.Next(200_000);
        return Int128.Clamp(value, text.Range.Low, Int128.Max(text.Range.Low, high));
    }

    private Int128 Instant => cases.History.Events.Count == 0 ? 0 : (Int128)cases.History.Events[^1].At.Nanoseconds;
}
