"""Words that carry grammar, politeness or the act of asking rather than a topic, by language.

They never count as informative: a phrasing and a question may differ in them freely. The lists are
ours, drawn from grammars and from how people open a question in a chat; written folded.
"""

from __future__ import annotations

from typing import Final

from bot.text.normalise import fold

_SPELLED: Final = {
    "en": """
        a an the this that these those it its it's he she they them their his her him we us our you
        your i me my mine who whom whose which what whats when where why how hows is are was were be
        been being am isnt arent wasnt do does did doing done dont doesnt didnt have has had having
        can could would should will shall may might must of in on at by for from to into with about
        as and or but if so than then there here not no yes any some all just also too very s t re
        ve ll d m please pls plz tell say know explain wondering wonder curious hey hi hello guys
        folks thanks thank thx tho really actually exactly lol btw anyone someone somebody can't
        remember heard read much many teh wot dat article articles story something ok okay well um uh right like got get
        gonna u ur r im ive
    """,
    "it": """
        il lo la i gli le l un uno una un' di a da in con su per tra fra del dello della dei degli
        delle dell al allo alla ai agli alle all dal dallo dalla dai dagli dalle dall nel nello
        nella nei negli nelle nell sul sullo sulla sui sugli sulle sull e ed o od ma se che chi cui
        quale quali qual cosa cos come quando dove perche quanto quanta quanti quante questo questa
        questi queste quello quella quelli quelle quel c ci ce si mi ti vi ne me te lui lei loro noi
        voi io tu suo sua suoi sue mio mia e' è sono era erano ero siamo sia sei essere stato stata
        stati ha hanno ho hai abbiamo avere aveva avevano ha fa fanno fare fatto puo possono
        potrebbe non no si anche solo gia piu molto poi pero quindi allora ragazzi ciao salve scusa
        scusate grazie dimmi sapete sai qualcuno qualcosa vorrei volevo sapere capire spiegare
        spiegami articolo articoli storia insomma tipo boh davvero veramente proprio esattamente
        raga xche nn ke x
    """,
    "fr": """
        le la les l un une des de du d au aux a en dans sur sous par pour avec sans chez vers et ou
        mais si que qu qui quoi dont quel quelle quels quelles quand comment pourquoi combien ou est
        sont etait etaient sera serait suis es etre ete ont avoir avait avaient as ai c ce cet cette
        ces ca cela s se sa son ses leur leurs il elle ils elles on nous vous je j tu me m te t moi
        toi lui y n ne pas plus oui non aussi tres bien fait faire font peut peuvent pourrait
        est-ce estce salut bonjour bonsoir svp stp merci dis dites dire sais sait savoir savez
        quelqu quelqu'un quelque chose veux voudrais explique expliquer article articles histoire
        alors donc genre vraiment exactement jsp c'est cest quil quelle les gens mdr bref
    """,
    "ar": """
        في من على الى عن مع ب ل ك و ف ال ان انه انها إن أن أو او ثم لكن بل قد لقد لا ما ماذا لم لن هل
        هو هي هم هن نحن انا انت هذا هذه ذلك تلك هؤلاء الذي التي الذين اللي كم كيف متى اين لماذا اي
        ايه ليه مين فين امتى ازاي ليش شو وش ايش شنو شنوه وين منو متي كيفاش علاش شكون واش فاش قديش
        اديش كان كانت يكون تكون كانوا ليس عند عندهم له لها لهم فيه فيها به بها منه منها عنه عنها عليه
        عليها هناك هنا كل بعض غير بين حول بعد قبل حتى اذا لو يا دي ده دا هاد هاي هيدا هالـ ديال بتاع
        تاع حق بدي عايز ابي ابغى اريد اعرف تعرف تعرفون حد احد ممكن لو سمحت شكرا مرحبا السلام عليكم
        اهلا يعني طيب والله صحيح فعلا بالضبط قول قولي قل المقال المقالات القصه موضوع شي شيء بس
    """,
}

FUNCTION_WORDS: Final[dict[str, frozenset[str]]] = {
    language: frozenset(part for word in words.split() for part in fold(word).split())
    for language, words in _SPELLED.items()
}
