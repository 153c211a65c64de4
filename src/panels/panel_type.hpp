#pragma once
#include "panels/panel.hpp"

/// Makes the type of a panel. Read by the panel's own main file alone, which ends in
/// `template const PanelType& eigenscope::panel_type<ThePanel>();`
namespace eigenscope {

namespace panel_types_of {

/// A panel that offers derive(p, stop, before) as well: the same model, with what is still true of an earlier one taken over.
template <class P>
concept Continues = requires(const P p, std::stop_token stop, const typename P::Model before) { { derive(p, stop, before) } -> std::same_as<typename P::Model>; };

template <class P>
concept HasControls = requires(const P p, const std::optional<Pulled> pulled) { { controls(p, pulled) } -> std::same_as<std::vector<Control>>; };
template <class P>
concept Settable = requires(const P p, std::string_view key, double x) { { set(p, p, key, x) } -> std::same_as<std::optional<P>>; };
template <class P>
concept Follows = requires(const P p) { { follow(p, p) } -> std::same_as<P>; };

template <class P>
const P& as(const Panel& panel) {
    assert(panel.get_if<P>());
    return panel.value().template as<P>();
}
template <class P>
const typename P::Model& as(const Model& model) {
    assert(model.panel().get_if<P>());
    return *static_cast<const typename P::Model*>(model.value());
}

template <class P>
std::vector<Preset<Panel>> presets() {
    std::vector<Preset<Panel>> all;
    for (auto& preset : P::presets()) all.push_back({preset.name, std::move(preset.panel)});
    return all;
}

template <class P>
Model derived(const Panel& panel, const std::stop_token& stop, const Model* before) {
    if constexpr (Continues<P>)
        if (before && before->panel().get_if<P>())
            return {panel, std::make_shared<const typename P::Model>(derive(as<P>(panel), stop, as<P>(*before)))};
    return {panel, std::make_shared<const typename P::Model>(derive(as<P>(panel), stop))};
}

template <class P>
std::vector<Control> offered(const Panel& panel, const std::optional<Pulled>& pulled) {
    if constexpr (HasControls<P>) return controls(as<P>(panel), pulled);
    else return {Fields{}};
}

template <class P>
std::optional<Panel> changed(const Panel& panel, const Panel& from, std::string_view number, double amount) {
    if constexpr (Settable<P>) {
        if (std::optional<P> next = set(as<P>(panel), as<P>(from), number, amount)) return Panel(*std::move(next));
    }
    return std::nullopt;
}

template <class P>
Panel followed(const Panel& before, const Panel& edited) {
    if constexpr (Follows<P>) return Panel(follow(as<P>(before), as<P>(edited)));
    else return edited;
}

}

template <class P>
const PanelType& panel_type() {
    namespace of = panel_types_of;
    static_assert(PanelValue<P>);
    static constexpr PanelType type{
        .id = P::id, .label = P::label, .subject = P::subject, .about = P::about, .value = value_type<P>(),
        .presets = of::presets<P>,
        .derive = of::derived<P>,
        .depict = [](const Panel& p, const Model& m) { return depict(of::as<P>(p), of::as<P>(m)); },
        .drag = [](const Panel& p, const Model& m, std::string_view plot, int handle, const Vec2& to) {
            return Panel(drag(of::as<P>(p), of::as<P>(m), plot, handle, to));
        },
        .look = [](const Panel& p, std::string_view plot, const Camera& camera) { return Panel(look(of::as<P>(p), plot, camera)); },
        .look_in_space = [](const Panel& p, std::string_view plot, const Camera3& camera) { return Panel(look(of::as<P>(p), plot, camera)); },
        .timeline = [](const Panel& p, const Model& m) { return timeline(of::as<P>(p), of::as<P>(m)); },
        .seek = [](const Panel& p, double t) { return Panel(seek(of::as<P>(p), t)); },
        .tables = [](const Panel& p, const Model& m) { return tables(of::as<P>(p), of::as<P>(m)); },
        .facts = [](const Panel& p, const Model& m) { return facts(of::as<P>(p), of::as<P>(m)); },
        .words = [](const Panel& p, const Model& m) { return words(of::as<P>(p), of::as<P>(m)); },
        .controls = of::offered<P>, .set = of::changed<P>, .follow = of::followed<P>};
    return type;
}

}
