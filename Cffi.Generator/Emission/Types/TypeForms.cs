using Cffi.Generator.Emission.Reading;

namespace Cffi.Generator.Emission.Types;

/// <summary>The forms of one C type on the targets, as far as they have been asked for.</summary>
internal sealed class TypeForms
{
    private readonly Form?[] byTarget = new Form?[Target.All.Count];
    private TargetSet known;
    private Form? first;
    private Form? last;
    private bool areAlike = true;

    /// <summary>Whether the form on a target has been found.</summary>
    public bool IsKnown(Target target) => known.Has(target);

    /// <summary>The form on a target where it is known; null where there is none.</summary>
    public Form? On(Target target) => byTarget[target.Index];

    /// <summary>Whether C# code is the same on all of some targets, and is known.</summary>
    public bool AreAlikeOn(TargetSet targets) => areAlike && known.HasAll(targets);

    /// <summary>Notes the forms of a pointer on some targets, where they are the first ones to be noted.</summary>
    public void Set(TargetSet targets, PointerForms forms)
    {
        foreach (Target target in targets)
        {
            byTarget[target.Index] = last = forms.On(target);
            first ??= last;
        }

        known = known.With(targets);
    }

    /// <summary>Notes the form on a target.</summary>
    public void Set(Target target, Form? form)
    {
        // Mostly it is the very same on several targets.
        if (form is not null && last is not null && form.IsLike(last) && form.Room == last.Room)
        {
            form = last;
        }

        byTarget[target.Index] = form;
        last = form;
        known = known.With(target);
        first ??= form;
        areAlike &= form is not null && form.IsLike(first!);
    }
}
